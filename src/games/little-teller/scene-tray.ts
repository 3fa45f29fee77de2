import type { GameObjects } from 'phaser';

import type { StageScene } from '../kit/scene-stage.ts';

import { middleOf, placeOnTray, tellerLayout, trayColumn } from './layout.ts';
import type { TellerMove, TellerState } from './rules.ts';
import { onCounter } from './scene-furniture.ts';

interface Chip {
  readonly chipFen: number;
  readonly body: GameObjects.Container;
}

/** The chips that lie on the tray, each kind in its own column, and how they fly. */
export class TrayChips {
  readonly #stage: StageScene<TellerState, TellerMove>;
  #chips: Chip[] = [];

  constructor(stage: StageScene<TellerState, TellerMove>) {
    this.#stage = stage;
  }

  /** Lays the state's chips down at once. */
  show(state: TellerState): void {
    for (const chip of this.#chips) chip.body.destroy();
    this.#chips = state.tray.map((chipFen) => this.#make(chipFen, 0, 0));
    this.#arrange(state, 0);
  }

  flyIn(state: TellerState, chipFen: number): void {
    const from = this.#drawerMiddle(state, chipFen);
    this.#chips.push(this.#make(chipFen, from.x, from.y));
    this.#arrange(state, 260);
  }

  flyBack(state: TellerState, chipFen: number): void {
    const place = this.#chips.findLastIndex((chip) => chip.chipFen === chipFen);
    const [chip] = this.#chips.splice(place, 1);
    if (chip) {
      const to = this.#drawerMiddle(state, chipFen);
      this.#stage.tweens.killTweensOf(chip.body);
      void this.#stage
        .glide(chip.body, { ...to, scale: 1.4, alpha: 0.2 }, 240)
        .then(() => chip.body.destroy());
    }
    this.#arrange(state, 200);
  }

  /** All of it goes to the customer, piece after piece. */
  flyTo(x: number, y: number): void {
    for (const [place, chip] of this.#chips.entries())
      void this.#stage
        .glide(chip.body, { x, y, scale: 0.4, alpha: 0 }, 420, { delay: place * 26, ease: 'Cubic.easeIn' })
        .then(() => chip.body.destroy());
    this.#chips = [];
  }

  /** Lifts one chip after the other, dearest first; `onEach` hears the sum so far and may end it with false. */
  async countAloud(onEach: (sumFen: number) => boolean): Promise<void> {
    const chips = [...this.#chips].sort((one, other) => other.chipFen - one.chipFen);
    const stepMs = Math.max(110, Math.min(340, 2200 / chips.length));
    let sumFen = 0;
    for (const { chipFen, body } of chips) {
      sumFen += chipFen;
      if (!onEach(sumFen)) return;
      this.#stage.tweens.add({
        targets: body,
        y: body.y - 22,
        duration: stepMs / 2,
        yoyo: true,
        ease: 'Quad.easeOut',
      });
      await this.#stage.wait(stepMs);
    }
  }

  #make(chipFen: number, x: number, y: number): Chip {
    const { chipOnTray, chipInDrawer } = tellerLayout[this.#stage.host.shape];
    const image = this.#stage.picture(0, 0, `chip-${chipFen}`);
    image.setScale((image.scaleX * chipOnTray) / chipInDrawer);
    return { chipFen, body: this.#stage.add.container(x, y, [image]).setDepth(onCounter + 1) };
  }

  /** Moves every chip to its place; the more of a kind, the closer they fan out. */
  #arrange(state: TellerState, milliseconds: number): void {
    const { shape } = this.#stage.host;
    for (const [slot, { chipFen }] of state.drawer.entries()) {
      const column = trayColumn(shape, slot, state.drawer.length);
      const kind = this.#chips.filter((chip) => chip.chipFen === chipFen);
      for (const [place, { body }] of kind.entries()) {
        const to = placeOnTray(shape, column, place, kind.length);
        this.#stage.tweens.killTweensOf(body);
        if (milliseconds === 0) body.setPosition(to.x, to.y);
        else void this.#stage.glide(body, to, milliseconds, { ease: 'Back.easeOut' });
      }
    }
  }

  #drawerMiddle(state: TellerState, chipFen: number): { x: number; y: number } {
    const slot = state.drawer.findIndex((one) => one.chipFen === chipFen);
    const box = tellerLayout[this.#stage.host.shape].drawer[slot];
    return box ? middleOf(box) : { x: 0, y: 0 };
  }
}
