import type { GameObjects } from 'phaser';

import type { SceneHost } from '../kit/scene.ts';
import {
  button,
  Character,
  panel,
  pressable,
  speechBubble,
  type StageButton,
  tilePops,
} from '../kit/scene-drawing.ts';
import { type PictureSource, StageScene } from '../kit/scene-stage.ts';

import counterTall from './art/counter-tall.svg?url&no-inline';
import counterWide from './art/counter-wide.svg?url&no-inline';
import homeTall from './art/home-tall.svg?url&no-inline';
import homeWide from './art/home-wide.svg?url&no-inline';
import houseLit from './art/house-lit.svg?url&no-inline';
import house from './art/house.svg?url&no-inline';
import shopTall from './art/shop-tall.svg?url&no-inline';
import shopWide from './art/shop-wide.svg?url&no-inline';
import iconCount from '../kit/art/icon-count.svg?url&no-inline';
import iconHand from '../kit/art/icon-hand.svg?url&no-inline';
import { moveOfKey } from './keys.ts';
import { middleOf, placeOnTray, tellerLayout, trayColumn } from './layout.ts';
import { chipPicture, customerPictures, goodsPictures, type Mood } from './pictures.ts';
import { customerNow, trayFen, type TellerMove, type TellerState } from './rules.ts';
import { customerIds, goods, type TellerTask } from './rules-customers.ts';
import { drawHouses, onCounter, taskCard, TotalPlate } from './scene-furniture.ts';
import { askOf, gapOf, inYuan, type TellerTexts, tellerTexts } from './texts.ts';

interface TrayChip {
  readonly chipFen: number;
  readonly body: GameObjects.Container;
}

export function createTellerScene(
  host: SceneHost<TellerState, TellerMove>,
): StageScene<TellerState, TellerMove> {
  return new TellerScene(host);
}

/** The town counter: the customer in front, the tray between, the money box at the pupil's hands. */
class TellerScene extends StageScene<TellerState, TellerMove> {
  readonly #texts: TellerTexts;
  #plate!: TotalPlate;
  #home!: GameObjects.Image;
  #sign!: GameObjects.Text;
  #customer: Character | null = null;
  #task: TellerTask | null = null;
  #bubble: GameObjects.Container | null = null;
  #card: GameObjects.Container | null = null;
  #houses: { x: number; y: number; image: GameObjects.Image }[] = [];
  #chips: TrayChip[] = [];
  #count!: StageButton;
  #handOver!: StageButton;
  /** True while a customer comes or goes: taps and keys wait. */
  #busy = false;
  /** Raised by every change of the tray, so that a count that is under way ends. */
  #trayTurn = 0;

  constructor(host: SceneHost<TellerState, TellerMove>) {
    super(host);
    this.#texts = tellerTexts(host.locale);
  }

  protected override pictures(): Record<string, PictureSource> {
    const { shape, controller } = this.host;
    const tall = shape === 'tall';
    const layout = tellerLayout[shape];
    const square = (url: string, size: number): PictureSource => ({ url, width: size, height: size });
    const scenery = (url: string, height: number): PictureSource => ({ url, width: this.host.width, height });
    const pictures: Record<string, PictureSource> = {
      shop: scenery(tall ? shopTall : shopWide, tall ? 510 : 430),
      home: scenery(tall ? homeTall : homeWide, tall ? 510 : 430),
      counter: scenery(tall ? counterTall : counterWide, tall ? 750 : 400),
      house: square(house, layout.houses.size),
      'house-lit': square(houseLit, layout.houses.size),
      'icon-count': square(iconCount, 56),
      'icon-hand': square(iconHand, 56),
      colleague: { url: customerPictures['sister-zhou'].calm, width: 100, height: 110 },
    };
    for (const id of customerIds)
      for (const mood of ['calm', 'happy', 'puzzled'] as const)
        pictures[faceOf(id, mood)] = {
          url: customerPictures[id][mood],
          width: layout.customer.width,
          height: layout.customer.width * 1.1,
        };
    for (const { id } of goods) pictures[`goods-${id}`] = square(goodsPictures[id], tall ? 76 : 92);
    for (const { chipFen } of controller.state.drawer) {
      pictures[`chip-${chipFen}`] = square(chipPicture(chipFen), layout.chipInDrawer);
      pictures[`card-chip-${chipFen}`] = square(chipPicture(chipFen), tall ? 76 : 92);
    }
    return pictures;
  }

  protected override build(state: TellerState): void {
    const { shape } = this.host;
    const layout = tellerLayout[shape];
    const tall = shape === 'tall';
    this.picture(0, 0, 'shop').setOrigin(0, 0);
    this.#home = this.picture(0, 0, 'home').setOrigin(0, 0).setVisible(false);
    this.#sign = this.words(layout.sign.x, layout.sign.y, this.#texts.sign, {
      size: layout.sign.size,
      bold: true,
      colour: 'white',
    });
    this.#houses = drawHouses(this, state.served.length, state.customers.length);
    this.picture(0, layout.counterY, 'counter')
      .setOrigin(0, 0)
      .setDepth(onCounter - 1);
    const front = this.add.container(0, 0).setDepth(onCounter);
    front.add(
      panel(this, layout.tray.x, layout.tray.y, layout.tray.width, layout.tray.height, { fill: 'indigo' }),
    );
    for (const [slot] of state.drawer.entries()) {
      const column = trayColumn(shape, slot, state.drawer.length);
      front.add(
        panel(this, column.x + 8, column.y + 10, column.width - 16, column.height - 20, {
          fill: 'indigoLight',
          outline: 3,
          radius: 14,
        }),
      );
    }
    this.#plate = new TotalPlate(this, this.#texts);
    this.#buildDrawer(state);
    this.#buildTrayTargets(state);
    this.#count = button(
      this,
      {
        ...layout.count,
        label: this.#texts.count,
        fill: 'celadonLight',
        size: tall ? 48 : 38,
        icon: 'icon-count',
      },
      () => this.#try({ kind: 'count' }),
    );
    this.#handOver = button(
      this,
      {
        ...layout.handOver,
        label: this.#texts.handOver,
        fill: 'mandarin',
        size: this.host.locale === 'en' ? (tall ? 40 : 30) : tall ? 48 : 38,
        icon: 'icon-hand',
      },
      () => this.#try({ kind: 'hand-over' }),
    );
    for (const { body } of [this.#count, this.#handOver]) body.setDepth(onCounter + 2);
    this.#showTray(state);
    this.#receive(state, false);
  }

  protected override follow(state: TellerState, move: TellerMove, before: TellerState): void {
    this.#trayTurn += 1;
    switch (move.kind) {
      case 'add':
        this.#calmDown(before);
        this.host.play('place');
        this.#flyIn(state, move.chipFen);
        this.host.announce(this.#texts.trayHolds(inYuan(trayFen(state))));
        break;
      case 'take':
        this.#calmDown(before);
        this.host.play('tap');
        this.#flyBack(state, move.chipFen);
        this.host.announce(this.#texts.trayHolds(inYuan(trayFen(state))));
        break;
      case 'count':
        void this.#countAloud(state);
        break;
      case 'hand-over':
        if (state.returnedGapFen !== null) void this.#bringBack(state);
        else void this.#sendHome(state);
    }
    this.#openButtons(state);
  }

  override onKey(event: KeyboardEvent): boolean {
    const move = moveOfKey(event, this.host.controller.state);
    if (!move) return false;
    this.#try(move);
    return true;
  }

  #try(move: TellerMove): void {
    if (this.#busy) return;
    const reply = this.host.controller.play(move);
    if (reply.ok) return;
    const reason = this.#texts.refused[reply.problem];
    if (reason === undefined) return;
    this.host.play('again');
    this.host.announce(reason);
    this.#say(reason, 'mandarinLight');
  }

  #buildDrawer(state: TellerState): void {
    const { shape } = this.host;
    const layout = tellerLayout[shape];
    for (const [slot, { chipFen }] of state.drawer.entries()) {
      const box = layout.drawer[slot];
      if (!box) continue;
      const inset = 8;
      const body = this.add.container(box.x, box.y).setDepth(onCounter + 2);
      body.add(panel(this, inset, 4, box.width - inset * 2, box.height - 12, { fill: 'white', shadow: 6 }));
      body.add(this.picture(box.width / 2, box.height / 2 - 20, `chip-${chipFen}`));
      body.add(
        this.words(box.width / 2, box.height - 36, this.#texts.yuan(inYuan(chipFen)), {
          size: 26,
          bold: true,
        }),
      );
      if (shape === 'wide')
        body.add(this.words(inset + 18, 26, String(slot + 1), { size: 20, colour: 'ink2', bold: true }));
      pressable(
        this,
        body,
        { x: 0, y: 0, width: box.width, height: box.height },
        () => {
          this.tweens.add({ targets: body, y: box.y + 6, duration: 60, yoyo: true });
          this.#try({ kind: 'add', chipFen });
        },
        () => !this.#busy,
      );
    }
  }

  #buildTrayTargets(state: TellerState): void {
    for (const [slot, { chipFen }] of state.drawer.entries()) {
      const column = trayColumn(this.host.shape, slot, state.drawer.length);
      const body = this.add.container(column.x, column.y).setDepth(onCounter + 3);
      pressable(
        this,
        body,
        { x: 0, y: 0, width: column.width, height: column.height },
        () => this.#try({ kind: 'take', chipFen }),
        () => !this.#busy && this.host.controller.state.tray.includes(chipFen),
      );
    }
  }

  #openButtons(state: TellerState): void {
    const filled = state.tray.length > 0 && !this.#busy;
    this.#count.setOpen(filled && state.countedFen === null);
    this.#handOver.setOpen(filled);
  }

  /** Puts the state's chips on the tray at once. */
  #showTray(state: TellerState): void {
    for (const chip of this.#chips) chip.body.destroy();
    this.#chips = state.tray.map((chipFen) => this.#makeChip(chipFen, 0, 0));
    this.#arrange(state, 0);
    this.#plate.show(state.countedFen, true);
    this.#openButtons(state);
  }

  #makeChip(chipFen: number, x: number, y: number): TrayChip {
    const { chipOnTray, chipInDrawer } = tellerLayout[this.host.shape];
    const image = this.picture(0, 0, `chip-${chipFen}`);
    image.setScale((image.scaleX * chipOnTray) / chipInDrawer);
    const body = this.add.container(x, y, [image]).setDepth(onCounter + 1);
    return { chipFen, body };
  }

  /** Moves every chip to its place; more of a kind fan out closer. */
  #arrange(state: TellerState, milliseconds: number): void {
    const { shape } = this.host;
    for (const [slot, { chipFen }] of state.drawer.entries()) {
      const column = trayColumn(shape, slot, state.drawer.length);
      const kind = this.#chips.filter((chip) => chip.chipFen === chipFen);
      for (const [place, chip] of kind.entries()) {
        const to = placeOnTray(shape, column, place, kind.length);
        this.tweens.killTweensOf(chip.body);
        chip.body.setScale(1);
        if (milliseconds === 0) chip.body.setPosition(to.x, to.y);
        else void this.glide(chip.body, to, milliseconds, { ease: 'Back.easeOut' });
      }
    }
  }

  #flyIn(state: TellerState, chipFen: number): void {
    const from = this.#drawerMiddle(state, chipFen);
    this.#chips.push(this.#makeChip(chipFen, from.x, from.y));
    this.#arrange(state, 260);
    this.#plate.show(null, false);
  }

  #flyBack(state: TellerState, chipFen: number): void {
    const place = this.#chips.findLastIndex((chip) => chip.chipFen === chipFen);
    const [chip] = this.#chips.splice(place, 1);
    if (chip) {
      const to = this.#drawerMiddle(state, chipFen);
      this.tweens.killTweensOf(chip.body);
      void this.glide(chip.body, { ...to, scale: 1.4, alpha: 0.2 }, 240).then(() => chip.body.destroy());
    }
    this.#arrange(state, 200);
    this.#plate.show(null, false);
  }

  #drawerMiddle(state: TellerState, chipFen: number): { x: number; y: number } {
    const slot = state.drawer.findIndex((one) => one.chipFen === chipFen);
    const box = tellerLayout[this.host.shape].drawer[slot];
    return box ? middleOf(box) : { x: 0, y: 0 };
  }

  /** Each chip lifts in turn and the plate adds it up, dearest first. */
  async #countAloud(state: TellerState): Promise<void> {
    const turn = this.#trayTurn;
    const chips = [...this.#chips].sort((one, other) => other.chipFen - one.chipFen);
    const stepMs = Math.max(110, Math.min(340, 2200 / chips.length));
    let sum = 0;
    if (!this.host.reducedMotion)
      for (const chip of chips) {
        sum += chip.chipFen;
        this.#plate.show(sum, false);
        this.host.play('tap');
        const { y } = chip.body;
        this.tweens.add({
          targets: chip.body,
          y: y - 22,
          duration: stepMs / 2,
          yoyo: true,
          ease: 'Quad.easeOut',
        });
        await this.wait(stepMs);
        if (turn !== this.#trayTurn) return;
      }
    this.#plate.show(state.countedFen, true);
    this.host.announce(this.#texts.countedNow(inYuan(state.countedFen ?? 0)));
  }

  async #bringBack(state: TellerState): Promise<void> {
    const sentence = gapOf(state.returnedGapFen ?? 0, this.#texts);
    this.host.play('again');
    this.host.announce(`${this.#texts.lookAgain}：${sentence}`);
    this.#plate.show(state.countedFen, true);
    this.#face('puzzled');
    this.#say(`↻ ${sentence}`, 'mandarinLight');
    await this.#customer?.tilt();
  }

  async #sendHome(state: TellerState): Promise<void> {
    const visitor = this.#customer;
    const task = this.#task;
    if (!visitor || !task) return;
    this.#busy = true;
    const chips = this.#chips;
    this.#chips = [];
    this.host.play('right');
    for (const [place, chip] of chips.entries())
      void this.glide(chip.body, { x: visitor.body.x, y: visitor.body.y - 90, scale: 0.4, alpha: 0 }, 420, {
        delay: place * 26,
        ease: 'Cubic.easeIn',
      }).then(() => chip.body.destroy());
    this.#face('happy');
    this.#say(this.#texts.thanks, 'celadonLight');
    this.host.announce(`${this.#texts.thanks} ${this.#texts.served(this.#texts.people[task.customer])}`);
    this.#plate.show(null, false);
    this.#card?.destroy();
    this.#card = null;
    tilePops(this, visitor.body.x, visitor.body.y - 170);
    await visitor.hop();
    await this.wait(this.host.reducedMotion ? 900 : 350);
    this.#bubble?.destroy();
    this.#bubble = null;
    await visitor.walkTo(-220, 700);
    visitor.body.destroy();
    this.#lightHouse(state.served.length - 1);
    this.#busy = false;
    this.#showTray(state);
    this.#receive(state, true);
  }

  #lightHouse(place: number): void {
    const home = this.#houses[place];
    if (!home) return;
    home.image.setTexture(this.textureOf('house-lit'));
    const { scaleX } = home.image;
    if (!this.host.reducedMotion)
      this.tweens.add({
        targets: home.image,
        scale: scaleX * 1.35,
        duration: 180,
        yoyo: true,
        ease: 'Quad.easeOut',
      });
  }

  /** The next customer comes to the counter; nobody comes when all went home. */
  #receive(state: TellerState, walks: boolean): void {
    const task = customerNow(state);
    this.#task = task;
    this.#customer = null;
    if (!task) return;
    const { customer: place } = tellerLayout[this.host.shape];
    const atHome = task.kind === 'pay-out' && task.place === 'home';
    this.#home.setVisible(atHome);
    this.#sign.setVisible(!atHome);
    const visitor = new Character(this, walks ? -220 : place.x, place.y, faceOf(task.customer, 'calm'));
    this.#customer = visitor;
    if (state.returnedGapFen !== null) this.#face('puzzled');
    const speak = (): void => {
      if (this.#task !== task) return;
      this.#card = taskCard(this, task, this.#texts);
      this.#ask(state);
    };
    if (!walks) return speak();
    void visitor.walkTo(place.x, 650).then(speak);
  }

  #ask(state: TellerState): void {
    if (!this.#task) return;
    if (state.returnedGapFen !== null)
      return this.#say(`↻ ${gapOf(state.returnedGapFen, this.#texts)}`, 'mandarinLight');
    const sentence = askOf(this.#task, this.#texts);
    this.#say(sentence, 'white');
    this.host.announce(`${this.#texts.people[this.#task.customer]}：${sentence}`);
  }

  /** After a tray came back, its first change brings back the friendly face and the question. */
  #calmDown(before: TellerState): void {
    if (before.returnedGapFen === null) return;
    this.#face('calm');
    if (this.#task) this.#say(askOf(this.#task, this.#texts), 'white');
  }

  #face(mood: Mood): void {
    if (this.#task) this.#customer?.wear(faceOf(this.#task.customer, mood));
  }

  #say(sentence: string, fill: 'white' | 'mandarinLight' | 'celadonLight'): void {
    const { bubble } = tellerLayout[this.host.shape];
    this.#bubble?.destroy();
    this.#bubble = speechBubble(this, bubble.x, bubble.y, bubble.width, sentence, {
      size: bubble.size,
      fill,
      tail: bubble.tail,
      tailAt: bubble.tailAt,
    });
    if (this.host.reducedMotion) return;
    this.#bubble.setScale(0.9);
    void this.glide(this.#bubble, { scale: 1 }, 160, { ease: 'Back.easeOut' });
  }
}

function faceOf(customer: string, mood: Mood): string {
  return `${customer}-${mood}`;
}
