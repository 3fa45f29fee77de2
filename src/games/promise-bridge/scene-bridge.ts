import { type GameObjects, Math as Maths } from 'phaser';

import { palette, type PaletteColour } from '../kit/palette.ts';
import { tilePops } from '../kit/scene-drawing.ts';
import type { StageScene } from '../kit/scene-stage.ts';

import { bridgeLayout, onDeck } from './layout.ts';
import { pictograms } from './pictures.ts';
import { firmPlanks, type Plank, plankPlaces, planksOf } from './planks.ts';
import { type BridgeMove, type BridgeState, phaseOf } from './rules.ts';
import { quartersOfStar } from './rules-village.ts';

export type Stage = StageScene<BridgeState, BridgeMove>;

export const depths = {
  posts: 2,
  planks: 5,
  hero: 6,
  villagers: 6,
  front: 7,
  mist: 5.5,
  field: 10,
  controls: 20,
};

const fills: readonly PaletteColour[] = [
  'mandarin',
  'celadonLight',
  'blossom',
  'indigoLight',
  'mandarinLight',
];
const lanterns = [0, 1, 2, 3, 4] as const;

/** The bridge of kept promises: planks from bank to bank, five star lanterns, and who walks on it. */
export class BridgeDrawing {
  readonly #stage: Stage;
  readonly #places: number;
  #planks: GameObjects.Container[] = [];
  #lights: { image: GameObjects.Image; cap: GameObjects.Image; quarters: number }[] = [];
  #hero!: GameObjects.Container;
  #mist: GameObjects.Image | null = null;

  constructor(stage: Stage, state: BridgeState) {
    this.#stage = stage;
    this.#places = plankPlaces(state.band);
    this.#drawRail();
    this.#drawLanterns(state);
    this.#drawPlanks(state);
    const { hero } = bridgeLayout[stage.host.shape];
    const image = stage.picture(0, 0, 'walker').setOrigin(0.5, 1);
    const at = this.#standing(state);
    this.#hero = stage.add.container(at.x, at.y, [image]).setDepth(depths.hero);
    this.#hero.setSize(hero.width, hero.height);
  }

  /** Lays this year's plank, and mends the oldest gap when a promise was kept. */
  async build(before: BridgeState, state: BridgeState): Promise<void> {
    const old = planksOf(before.history);
    const planks = planksOf(state.history);
    const place = planks.length - 1;
    const plank = planks[place];
    if (!plank) return;
    await this.#lay(place, plank);
    const mended = planks.findIndex((one, at) => one === 'mended' && old[at] === 'gap');
    if (mended >= 0) await this.#lay(mended, 'mended');
    this.#moveMist(state);
  }

  /** Everyone has seen the mark: the lanterns take their new light. */
  shine(state: BridgeState): void {
    for (const [place, light] of this.#lights.entries()) {
      const quarters = quartersOfStar(place, state.starQuarters);
      light.cap.setVisible(state.cappedYears > 0 && place >= 3);
      if (quarters === light.quarters) continue;
      const brighter = quarters > light.quarters;
      light.quarters = quarters;
      light.image.setTexture(this.#stage.textureOf(`lantern-${quarters}`));
      if (this.#stage.host.reducedMotion) continue;
      const { scaleX } = light.image;
      this.#stage.tweens.add({
        targets: light.image,
        scale: scaleX * (brighter ? 1.3 : 0.86),
        duration: 220,
        yoyo: true,
        ease: 'Sine.easeInOut',
      });
    }
  }

  /** Walks as far as the planks are firm. */
  async walk(state: BridgeState): Promise<void> {
    const to = this.#standing(state);
    const distance = Math.abs(to.x - this.#hero.x);
    if (distance < 2) return;
    if (this.#stage.host.reducedMotion) {
      this.#hero.setPosition(to.x, to.y);
      return;
    }
    const image = this.#hero.list[0];
    const bob = this.#stage.tweens.add({ targets: image, y: -9, duration: 130, yoyo: true, repeat: -1 });
    await this.#stage.glide(this.#hero, to, Math.min(1100, 240 + distance * 4), { ease: 'Sine.easeInOut' });
    bob.stop();
    if (image) Object.assign(image, { y: 0 });
  }

  #standing(state: BridgeState): { x: number; y: number } {
    const { shape } = this.#stage.host;
    const { hero, plankDepth } = bridgeLayout[shape];
    const planks = planksOf(state.history);
    const firm = firmPlanks(planks);
    const arrived = phaseOf(state) === 'reflect' || phaseOf(state) === 'over';
    if (arrived && firm === planks.length) return hero.far;
    if (firm === 0) return hero.home;
    const { x, y } = onDeck(shape, (firm - 0.5) / this.#places);
    return { x, y: y + plankDepth * 0.3 };
  }

  #drawRail(): void {
    const { shape, reducedMotion } = this.#stage.host;
    const { deck, lantern } = bridgeLayout[shape];
    const rope = this.#stage.add.graphics().setDepth(depths.posts - 1);
    const points = Array.from({ length: 41 }, (_, step) => {
      const { x, y } = onDeck(shape, step / 40);
      const sag = Math.abs(Math.sin((step / 40) * Math.PI * 5)) * 10;
      return new Maths.Vector2(x, y - lantern.post * 0.42 + sag);
    });
    rope.lineStyle(9, 0x22303c).strokePoints(points);
    rope.lineStyle(4, 0xf6a51a).strokePoints(points);
    const beam = Array.from({ length: 41 }, (_, step) => {
      const { x, y } = onDeck(shape, step / 40);
      return new Maths.Vector2(x, y + 8);
    });
    rope.lineStyle(7, 0x22303c).strokePoints(beam);
    if (reducedMotion) return;
    const light = this.#stage.add.rectangle(
      (deck.from + deck.to) / 2,
      deck.y + 70,
      deck.to - deck.from - 60,
      4,
      0xffe9c2,
      0.35,
    );
    this.#stage.tweens.add({
      targets: light,
      scaleX: 0.8,
      alpha: 0.1,
      duration: 1800,
      yoyo: true,
      repeat: -1,
      ease: 'Sine.easeInOut',
    });
  }

  #drawLanterns(state: BridgeState): void {
    const { shape } = this.#stage.host;
    const { lantern } = bridgeLayout[shape];
    for (const place of lanterns) {
      const { x, y } = onDeck(shape, 0.1 + place * 0.2);
      this.#stage
        .picture(x, y + 6, 'post')
        .setOrigin(0.5, 1)
        .setDepth(depths.posts);
      const quarters = quartersOfStar(place, state.starQuarters);
      const top = y + 6 - lantern.post;
      const image = this.#stage.picture(x, top, `lantern-${quarters}`).setDepth(depths.posts);
      const cap = this.#stage
        .picture(x, top - lantern.height * 0.3, 'lantern-rest')
        .setDepth(depths.posts)
        .setVisible(state.cappedYears > 0 && place >= 3);
      this.#lights.push({ image, cap, quarters });
    }
  }

  #drawPlanks(state: BridgeState): void {
    const planks = planksOf(state.history);
    if (state.band === 'P')
      for (let place = planks.length; place < this.#places; place += 1) this.#outline(place, 0.55);
    for (const [place, plank] of planks.entries()) this.#planks[place] = this.#makePlank(place, plank);
    if (state.band === 'P') return;
    this.#mist = this.#stage.picture(0, 0, 'mist').setOrigin(0, 0.5).setDepth(depths.mist).setAlpha(0.95);
    this.#moveMist(state, true);
  }

  #moveMist(state: BridgeState, atOnce = false): void {
    if (!this.#mist) return;
    const { shape } = this.#stage.host;
    const { x, y } = onDeck(shape, Math.min(1, (state.history.length + 1.2) / this.#places));
    const over = phaseOf(state) === 'reflect' || phaseOf(state) === 'over';
    const to = { x, y: y - 10, alpha: over ? 0 : 0.95 };
    if (atOnce) this.#mist.setPosition(to.x, to.y).setAlpha(to.alpha);
    else void this.#stage.glide(this.#mist, to, 700);
    if (over) this.#layLanding(state);
  }

  /** The far bank reaches out with stone steps to where a hidden length ends. */
  #layLanding(state: BridgeState): void {
    const { shape } = this.#stage.host;
    const { plankDepth } = bridgeLayout[shape];
    for (let place = state.history.length; place < this.#places; place += 1) {
      const { x, y, angle } = onDeck(shape, (place + 0.5) / this.#places);
      this.#slab(x, y, this.#width(), plankDepth, '#c9cfd4', '#7a8894').setAngle(angle);
    }
  }

  #width(): number {
    const { from, to } = bridgeLayout[this.#stage.host.shape].deck;
    return Math.round((to - from) / this.#places) - 2;
  }

  #outline(place: number, alpha: number): GameObjects.Container {
    const { shape } = this.#stage.host;
    const { plankDepth } = bridgeLayout[shape];
    const { x, y, angle } = onDeck(shape, (place + 0.5) / this.#places);
    const width = this.#width();
    const image = this.#stage.painted(0, 0, `plank-open-${width}`, width + 8, plankDepth + 8, (context) => {
      context.lineWidth = 3;
      context.setLineDash([9, 9]);
      context.strokeStyle = palette.mandarinLight;
      context.beginPath();
      context.roundRect(8, 8, width - 8, plankDepth - 8, 6);
      context.stroke();
    });
    return this.#stage.add
      .container(x, y + plankDepth / 2, [image])
      .setAngle(angle)
      .setAlpha(alpha)
      .setDepth(depths.planks);
  }

  #slab(
    x: number,
    y: number,
    width: number,
    depth: number,
    face: string,
    edge: string,
  ): GameObjects.Container {
    const image = this.#stage.painted(0, 0, `slab-${width}-${face}`, width + 8, depth + 20, (context) => {
      context.lineWidth = 4;
      context.lineJoin = 'round';
      context.strokeStyle = palette.ink;
      context.fillStyle = edge;
      context.beginPath();
      context.roundRect(4, depth - 6, width, 20, 5);
      context.fill();
      context.stroke();
      context.fillStyle = face;
      context.beginPath();
      context.roundRect(4, 4, width, depth, 6);
      context.fill();
      context.stroke();
    });
    return this.#stage.add.container(x, y + depth / 2, [image]).setDepth(depths.planks);
  }

  /** Where nothing was said: a hole, and the plank that should lie there adrift in the river. */
  #makeGap(place: number): GameObjects.Container {
    const { plankDepth, pictogram } = bridgeLayout[this.#stage.host.shape];
    const body = this.#outline(place, 1);
    const mark = this.#stage.picture(0, 0, 'pictogram-silent').setAlpha(0.9);
    const adrift = this.#stage.painted(0, plankDepth * 1.9, `adrift-${this.#width()}`, 84, 30, (context) => {
      context.lineWidth = 3;
      context.strokeStyle = palette.ink;
      context.fillStyle = '#b5652b';
      context.beginPath();
      context.roundRect(4, 6, Math.min(76, this.#width()), 16, 5);
      context.fill();
      context.stroke();
    });
    adrift.setAngle(-8);
    if (pictogram < this.#width()) body.add(mark);
    else mark.destroy();
    body.add(adrift);
    if (!this.#stage.host.reducedMotion)
      this.#stage.tweens.add({
        targets: adrift,
        y: adrift.y + 6,
        angle: -2,
        duration: 1600,
        yoyo: true,
        repeat: -1,
        ease: 'Sine.easeInOut',
      });
    return body;
  }

  #makePlank(place: number, plank: Plank): GameObjects.Container {
    const { shape } = this.#stage.host;
    const { plankDepth } = bridgeLayout[shape];
    if (plank === 'gap') return this.#makeGap(place);
    const { x, y, angle } = onDeck(shape, (place + 0.5) / this.#places);
    const fill =
      plank === 'helped'
        ? 'white'
        : plank === 'told'
          ? 'mandarinLight'
          : (fills[place % fills.length] ?? 'mandarin');
    const body = this.#slab(x, y, this.#width(), plankDepth, palette[fill], palette.mandarinDeep).setAngle(
      angle,
    );
    const wide = this.#width() > 56;
    if (plank === 'told' || plank === 'mended')
      body.add(this.#stage.picture(wide ? this.#width() * 0.24 : 0, -4, 'patch'));
    const picture = plank === 'helped' ? 'pictogram-help' : `pictogram-${place % pictograms.length}`;
    const patched = plank === 'told' || plank === 'mended';
    if (wide || !patched) body.add(this.#stage.picture(patched ? -this.#width() * 0.22 : 0, -5, picture));
    return body;
  }

  async #lay(place: number, plank: Plank): Promise<void> {
    const stage = this.#stage;
    const earlier = this.#planks[place];
    const body = this.#makePlank(place, plank);
    this.#planks[place] = body;
    const { y } = body;
    if (plank === 'gap') {
      body.setAlpha(0);
      await stage.glide(body, { alpha: 1 }, 500);
      return;
    }
    stage.host.play('place');
    body.setY(y - 120).setAlpha(0.2);
    await stage.glide(body, { y, alpha: 1 }, 420, { ease: 'Bounce.easeOut' });
    earlier?.destroy();
    if (plank !== 'told') tilePops(stage, body.x, y);
  }
}
