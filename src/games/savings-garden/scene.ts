import type { SceneHost } from '../kit/scene.ts';
import { type PictureSource, StageScene } from '../kit/scene-stage.ts';

import { type GardenDraft, draftOf } from './draft.ts';
import { wishOfKey } from './keys.ts';
import type { GardenMove, GardenState } from './rules.ts';
import { type Plot, sumOf } from './rules-growth.ts';
import { Grounds } from './scene-ground.ts';
import { gardenPictures } from './scene-pictures.ts';
import { Places } from './scene-places.ts';
import type { Step, StepHost } from './scene-step.ts';
import { stepOf } from './scene-steps.ts';
import { TopStrip } from './scene-top.ts';
import { Weather } from './scene-weather.ts';
import { type GardenTexts, gardenTexts, ideaOf, inYuan } from './texts.ts';

export function createGardenScene(
  host: SceneHost<GardenState, GardenMove>,
): StageScene<GardenState, GardenMove> {
  return new GardenScene(host);
}

/** Jar, garden and wild plot above; below, the step that the pupil is at. */
class GardenScene extends StageScene<GardenState, GardenMove> {
  readonly #texts: GardenTexts;
  readonly #draft: GardenDraft;
  #grounds!: Grounds;
  #top!: TopStrip;
  #places!: Places;
  #weather!: Weather;
  /** Null until the pictures are loaded. */
  #step: Step | null = null;
  /** True while a season passes: taps and keys wait. */
  #busy = false;

  constructor(host: SceneHost<GardenState, GardenMove>) {
    super(host);
    this.#texts = gardenTexts(host.locale);
    this.#draft = draftOf(host.controller);
  }

  protected override pictures(): Record<string, PictureSource> {
    return gardenPictures(this.host.shape);
  }

  protected override build(state: GardenState): void {
    this.#grounds = new Grounds(this, state.season);
    this.#top = new TopStrip(this, this.#texts, state);
    this.#weather = new Weather(this, state);
    this.#places = new Places(this, this.#texts, state);
    this.#step = stepOf(this.#stepHost(), state);
    this.#step.refresh(false);
    this.#tell(state);
  }

  protected override follow(state: GardenState, move: GardenMove, before: GardenState): void {
    if (move.kind === 'grow') {
      void this.#passSeason(state, before);
      return;
    }
    if (move.kind === 'explain') {
      const told = state.stretches.at(-1);
      const fits = told ? ideaOf(told, this.#texts).fits : true;
      this.#draft.guess = '';
      this.host.play(fits ? 'right' : 'again');
      if (fits) this.#places.cheer();
    } else this.host.play('tap');
    this.#top.showSeason(state);
    this.#nextStep(state);
    this.#tell(state);
  }

  override onKey(event: KeyboardEvent): boolean {
    const wish = wishOfKey(event, this.host.controller.state.phase);
    if (!wish || !this.#step) return false;
    if (wish.kind === 'shift') this.#shift(wish.plot, wish.by);
    else if (wish.kind === 'digit') this.#type((draft) => draft.type(wish.digit));
    else if (wish.kind === 'erase') this.#type((draft) => draft.erase());
    else if (wish.kind === 'reason') this.#make({ kind: 'explain', reason: wish.reason });
    else this.#step.goOn();
    return true;
  }

  #stepHost(): StepHost {
    return {
      stage: this,
      texts: this.#texts,
      draft: this.#draft,
      make: (move) => this.#make(move),
      shift: (plot, by) => this.#shift(plot, by),
      type: (change) => this.#type(change),
    };
  }

  #make(move: GardenMove): void {
    if (this.#busy) return;
    const reply = this.host.controller.play(move);
    if (reply.ok) return;
    this.host.play('again');
    this.host.announce(this.#texts.refused[reply.problem] ?? '');
  }

  #shift(plot: Plot, by: 1 | -1): void {
    const moved = this.#draft.shift(plot, by);
    this.host.play(moved ? 'tap' : 'again');
    this.#step?.refresh(this.#busy);
    const { shares, left } = this.#draft;
    const place = moved ? `${this.#texts.plots[plot]} ${shares[plot]}. ` : '';
    this.host.announce(place + this.#texts.left(left));
  }

  #type(change: (draft: GardenDraft) => void): void {
    change(this.#draft);
    this.host.play('tap');
    this.#step?.refresh(this.#busy);
    this.host.announce(this.#draft.guess === '' ? '?' : this.#texts.yuan(this.#draft.guess));
  }

  #nextStep(state: GardenState): void {
    this.#step?.destroy();
    this.#step = stepOf(this.#stepHost(), state);
    this.#step.refresh(this.#busy);
  }

  /** A season: weather and fruit come, what grew is planted, the income is brought, the colours turn. */
  async #passSeason(state: GardenState, before: GardenState): Promise<void> {
    this.#busy = true;
    this.#step?.refresh(true);
    this.host.play('tap');
    const wildCounts = before.holdings.wild > 0 || (state.split?.wild ?? 0) > 0;
    await Promise.all([
      this.#places.bearFruit(before),
      wildCounts ? this.#weather.pass(state, before.holdings.wild > 0) : Promise.resolve(),
    ]);
    if (!wildCounts) this.#weather.show(state);
    await this.#places.bringIncome(state, this.#top.basketAt);
    this.host.play('place');
    this.#places.show(state, true);
    await Promise.all([this.#top.tick(state), this.#grounds.turnTo(state.season)]);
    this.#top.show(state);
    this.#busy = false;
    this.#nextStep(state);
    const weather = wildCounts ? this.#texts.wild[state.wildSeasons.at(-1) ? 'true' : 'false'] : '';
    this.host.announce(
      `${this.#texts.passed(state.season, inYuan(sumOf(state.holdings)))} ${weather} ${state.phase === 'explain' ? this.#texts.why : ''}`,
    );
  }

  /** What this step asks, for who does not see it. */
  #tell(state: GardenState): void {
    const told = state.stretches.at(-1);
    const idea = told ? ideaOf(told, this.#texts).sentence : '';
    const total = inYuan(sumOf(state.holdings));
    if (state.phase === 'share') this.host.announce(`${idea} ${this.#texts.income}`);
    else if (state.phase === 'guess') this.host.announce(this.#texts.guess(total));
    else if (state.phase === 'grow') this.host.announce(this.#texts.guessed(state.predictedYuan ?? 0));
    else if (state.phase === 'compare') this.host.announce(`${idea} ${this.#texts.compare}`);
  }
}
