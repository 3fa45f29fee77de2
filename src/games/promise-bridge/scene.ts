import type { GameObjects } from 'phaser';

import type { SceneHost } from '../kit/scene.ts';
import { Character, panel, speechBubble, tilePops } from '../kit/scene-drawing.ts';
import { type PictureSource, StageScene } from '../kit/scene-stage.ts';

import { moveOfKey } from './keys.ts';
import { bridgeLayout } from './layout.ts';
import {
  lanternPictures,
  type Mood,
  pictograms,
  scenery,
  things,
  villagerPictures,
  villagers,
  type Villager,
} from './pictures.ts';
import { type BridgeMove, type BridgeState, phaseOf } from './rules.ts';
import { BridgeDrawing, depths } from './scene-bridge.ts';
import { drawControls, drawNight } from './scene-controls.ts';
import { FieldDrawing } from './scene-field.ts';
import { answerTo, askOf, type BridgeTexts, bridgeTexts, inStars, replyTo } from './texts.ts';

export function createBridgeScene(
  host: SceneHost<BridgeState, BridgeMove>,
): StageScene<BridgeState, BridgeMove> {
  return new BridgeScene(host);
}

/** A village by the river at dusk: seed crosses the bridge one way, kept promises the other. */
class BridgeScene extends StageScene<BridgeState, BridgeMove> {
  readonly #texts: BridgeTexts;
  #bridge!: BridgeDrawing;
  #field!: FieldDrawing;
  #villagers = new Map<Villager, Character>();
  #controls: GameObjects.Container[] = [];
  #bubble: GameObjects.Container | null = null;
  #label: GameObjects.Container | null = null;
  /** True before the pictures stand and while a year passes before one's eyes: taps and keys wait. */
  #busy = true;

  constructor(host: SceneHost<BridgeState, BridgeMove>) {
    super(host);
    this.#texts = bridgeTexts(host.locale);
  }

  protected override pictures(): Record<string, PictureSource> {
    const { shape, width, height } = this.host;
    const layout = bridgeLayout[shape];
    const tall = shape === 'tall';
    const sized = (url: string, wide: number, high: number): PictureSource => ({
      url,
      width: wide,
      height: high,
    });
    const bag = tall ? 66 : 72;
    const night = layout.night.picture;
    const pictures: Record<string, PictureSource> = {
      village: sized(scenery[shape].village, width, height),
      front: sized(scenery[shape].front, width, layout.front.height),
      barn: sized(things.barn, layout.barn.width, layout.barn.height),
      walker: sized(things.walker, layout.hero.width, layout.hero.height),
      post: sized(things.post, layout.lantern.post * 0.17, layout.lantern.post),
      mist: sized(things.mist, tall ? 220 : 320, tall ? 110 : 160),
      night: sized(things.night, night.width, night.height),
      fangfang: sized(things.fangfang, 140, 154),
      patch: sized(things.patch, layout.plankDepth, layout.plankDepth * 0.73),
      sun: sized(things.sun, layout.sun.size, layout.sun.size),
      cloud: sized(things.cloud, layout.cloud.width, layout.cloud.width * 0.6),
      drop: sized(things.drop, 14, 20),
      rain: sized(things.rain, tall ? 48 : 52, tall ? 42 : 46),
      give: sized(things['icon-keep'], tall ? 50 : 58, tall ? 50 : 58),
      rest: sized(things.rest, bag * 0.89, bag),
    };
    for (const id of ['sack', 'seeds', 'missing'] as const) pictures[id] = sized(things[id], bag * 0.89, bag);
    for (const id of ['plot', 'sprout', 'crop-sun', 'crop-rain'] as const)
      pictures[id] = sized(things[id], layout.plot.width, layout.plot.height);
    const icon = tall ? 116 : 104;
    for (const id of ['icon-keep', 'icon-tell', 'icon-silent', 'icon-help'] as const)
      pictures[id] = sized(things[id], icon, icon);
    for (const [quarters, url] of lanternPictures.entries())
      pictures[`lantern-${quarters}`] = sized(url, layout.lantern.width, layout.lantern.height);
    pictures['lantern-rest'] = sized(things['lantern-rest'], layout.lantern.width, layout.lantern.height);
    for (const [place, url] of pictograms.entries())
      pictures[`pictogram-${place}`] = sized(url, layout.pictogram, layout.pictogram);
    for (const id of ['help', 'silent'] as const)
      pictures[`pictogram-${id}`] = sized(things[`icon-${id}`], layout.pictogram, layout.pictogram);
    for (const id of villagers)
      for (const mood of ['calm', 'happy', 'puzzled'] as const)
        pictures[`${id}-${mood}`] = sized(
          villagerPictures[id][mood],
          layout.villagerWidth,
          layout.villagerWidth * 1.1,
        );
    return pictures;
  }

  protected override build(state: BridgeState): void {
    const layout = bridgeLayout[this.host.shape];
    this.picture(0, 0, 'village').setOrigin(0, 0);
    this.#bridge = new BridgeDrawing(this, state);
    for (const id of villagers) {
      const { x, y } = layout.villagers[id];
      const character = new Character(this, x, y, `${id}-calm`);
      character.body.setDepth(depths.villagers);
      this.#villagers.set(id, character);
    }
    this.picture(0, layout.front.y, 'front').setOrigin(0, 0).setDepth(depths.front);
    this.#field = new FieldDrawing(this, this.#texts, state);
    this.input.on('pointerdown', () => this.#hurry());
    this.#begin(state);
  }

  protected override follow(state: BridgeState, move: BridgeMove, before: BridgeState): void {
    this.#clearControls();
    if (move.kind === 'promise') void this.#passYear(state);
    else if (move.kind === 'reflect') this.#lookBack(state);
    else void this.#answer(before, state);
  }

  override onKey(event: KeyboardEvent): boolean {
    const move = moveOfKey(event, this.host.controller.state);
    if (!move) return false;
    this.#try(move);
    return true;
  }

  #try(move: BridgeMove): void {
    if (this.#busy) {
      this.#hurry();
      return;
    }
    const reply = this.host.controller.play(move);
    if (reply.ok) return;
    const reason = this.#texts.refused[reply.problem];
    if (reason === undefined) return;
    this.host.play('again');
    this.host.announce(reason);
    this.#say(reason, 'mandarinLight');
  }

  /** Whoever knows the way of things need not wait for bags to fly; sentences keep their time. */
  #hurry(): void {
    if (this.#busy) this.tweens.setGlobalTimeScale(4);
  }

  /** The moment as the state has it: the question, and the ways to answer it. */
  #begin(state: BridgeState): void {
    this.#busy = false;
    this.tweens.setGlobalTimeScale(1);
    this.#faces('calm');
    this.#showLabel(state);
    const phase = phaseOf(state);
    this.#field.showBoard(state);
    if (phase === 'over') {
      drawNight(this, this.#texts);
      if (state.reason) this.#sayAtNight(replyTo(state.reason, this.#texts));
      return;
    }
    if (phase === 'reflect') {
      this.#bubble?.destroy();
      this.#bubble = null;
      drawNight(this, this.#texts);
      this.host.announce(this.#texts.night.title.replace('\n', ' '));
    } else {
      const sentence = askOf(state, this.#texts);
      this.#say(sentence, 'white');
      this.host.announce(sentence);
      if (phase === 'settle' && state.year && !state.year.able) this.#faces('puzzled');
    }
    this.#controls = drawControls({
      stage: this,
      texts: this.#texts,
      state,
      press: (move) => this.#try(move),
      isOpen: () => !this.#busy,
    });
    this.ring.redraw();
  }

  /** Seed is sown, the weather passes, the harvest stands. */
  async #passYear(state: BridgeState): Promise<void> {
    const { year } = state;
    if (!year) return;
    this.#busy = true;
    this.#bubble?.destroy();
    this.#bubble = null;
    await this.#field.sow(year);
    const sentence = this.#texts.say[year.weather];
    this.host.announce(sentence);
    await this.#field.weather(year);
    this.#say(sentence, year.weather === 'sun' ? 'mandarinLight' : 'indigoLight');
    await this.#field.grow(year);
    await this.wait(this.host.reducedMotion ? 1400 : 1000);
    this.#begin(state);
  }

  /** The village sees what was done: bags cross, a plank is laid, the lanterns change. */
  async #answer(before: BridgeState, state: BridgeState): Promise<void> {
    this.#busy = true;
    const mark = state.history.at(-1)?.mark;
    const good = mark === 'kept' || mark === 'helped';
    this.#bubble?.destroy();
    this.#bubble = null;
    await this.#field.settle(before, state);
    this.host.play(good ? 'right' : mark === 'told' ? 'place' : 'again');
    const sentence = answerTo(before, state, this.#texts);
    this.host.announce(`${sentence} ${this.#texts.starsSpoken(inStars(state.starQuarters))}`);
    this.#faces(good ? 'happy' : mark === 'told' ? 'calm' : 'puzzled');
    this.#say(sentence, good ? 'celadonLight' : mark === 'told' ? 'white' : 'indigoLight');
    const { granny } = bridgeLayout[this.host.shape].villagers;
    if (mark === 'kept') tilePops(this, granny.x, granny.y - 90);
    const greeting = [...this.#villagers.values()].map((one) =>
      good ? one.hop() : mark === 'silent' ? one.tilt() : null,
    );
    await Promise.all([this.#bridge.build(before, state), ...greeting]);
    this.#bridge.shine(state);
    this.#showLabel(state);
    await this.#bridge.walk(state);
    await this.wait(1300);
    if (phaseOf(state) === 'reflect') {
      this.#say(askOf(state, this.#texts), 'white');
      this.host.announce(askOf(state, this.#texts));
      await this.wait(1600);
    }
    this.#begin(state);
  }

  #lookBack(state: BridgeState): void {
    if (!state.reason) return;
    const sentence = replyTo(state.reason, this.#texts);
    this.host.announce(sentence);
    this.#sayAtNight(sentence);
  }

  #sayAtNight(sentence: string): void {
    const { panel: box } = bridgeLayout[this.host.shape].night;
    const tall = this.host.shape === 'tall';
    const x = box.x + (tall ? 190 : 240);
    const y = box.y + (tall ? 560 : 604);
    const friend = new Character(this, x - 90, y + 140, 'fangfang');
    friend.body.setDepth(depths.controls + 1);
    void friend.hop();
    speechBubble(this, x, y, box.width - (tall ? 220 : 300), sentence, {
      size: 40,
      tail: 'left',
      tailAt: 50,
      fill: 'mandarinLight',
    }).setDepth(depths.controls + 1);
  }

  #clearControls(): void {
    for (const control of this.#controls) control.destroy();
    this.#controls = [];
  }

  /** Year and stars in figures, where figures are shown. */
  #showLabel(state: BridgeState): void {
    this.#label?.destroy();
    this.#label = null;
    if (state.band === 'P' || phaseOf(state) === 'reflect' || phaseOf(state) === 'over') return;
    const tall = this.host.shape === 'tall';
    const sentence = `${this.#texts.year(state.history.length + 1)} · ★ ${inStars(state.starQuarters)}`;
    const text = this.words(20, 26, sentence, { size: 30, bold: true, origin: [0, 0.5] });
    const plate = panel(this, 0, 0, Math.ceil(text.width / 20) * 20 + 40, 52, {
      fill: 'mandarinLight',
      radius: 16,
    });
    this.#label = this.add.container(tall ? 16 : 20, tall ? 182 : 16, [plate, text]);
  }

  #faces(mood: Mood): void {
    for (const [id, character] of this.#villagers) character.wear(`${id}-${mood}`);
  }

  #say(sentence: string, fill: 'white' | 'mandarinLight' | 'celadonLight' | 'indigoLight'): void {
    const { bubble, tailAt } = bridgeLayout[this.host.shape];
    this.#bubble?.destroy();
    this.#bubble = speechBubble(this, bubble.x, bubble.y, bubble.width, sentence, {
      size: bubble.size,
      fill,
      tail: 'down',
      tailAt,
    }).setDepth(depths.controls - 2);
    if (this.host.reducedMotion) return;
    this.#bubble.setScale(0.94);
    void this.glide(this.#bubble, { scale: 1 }, 160, { ease: 'Back.easeOut' });
  }
}
