import { step } from '#domain/live-actions.ts';
import type { LiveEvent } from '#domain/live-event.ts';
import { questionNumber } from '#domain/live-plan.ts';
import { teams, type LiveSession } from '#domain/live-session.ts';
import {
  answersOfTeams,
  countAnswers,
  countFaces,
  makePupils,
  type SimulatedPupil,
} from '#domain/simulated-pupils.ts';

import type { HostScreen } from '../host-screen.ts';
import type { LiveView } from '../live-view.ts';
import type { Rehearsal } from './build-rehearsal.ts';

const minuteMs = 60_000;

/** A lesson that one person walks alone, in this page's memory: no line, no server, no record. */
export class RehearsalScreen implements HostScreen {
  view = $state.raw() as LiveView;
  nowMs = $state(0);
  readonly line = 'steady';
  readonly lostCounts = 0;
  readonly #rehearsal: Rehearsal;
  readonly #pupils: readonly SimulatedPupil[];
  /** How far the rehearsal's clock was put on. */
  #aheadMs = 0;
  readonly #startedAtMs: number;

  constructor(rehearsal: Rehearsal, seed: number, startedAtMs: number) {
    const { view } = rehearsal;
    this.#rehearsal = rehearsal;
    this.#pupils = makePupils(seed, view.seatCount, Object.keys(rehearsal.beliefs));
    this.#startedAtMs = startedAtMs;
    this.view = { ...view, summary: null };
  }

  get session(): LiveSession {
    return this.view.session;
  }

  /** Beliefs that a quarter of the class began with, as people say them. */
  get beliefs(): readonly string[] {
    const { beliefs } = this.#rehearsal;
    return Object.keys(beliefs)
      .filter(
        (code) =>
          this.#pupils.filter((pupil) => pupil.beliefs.includes(code)).length * 4 >= this.#pupils.length,
      )
      .flatMap((code) => beliefs[code] ?? []);
  }

  /** Follows the clock of the device until the function it returns. */
  follow(): () => void {
    const clock = setInterval(() => this.#tick(), 1000);
    return () => clearInterval(clock);
  }

  putOn(minutes: number): void {
    this.#aheadMs += minutes * minuteMs;
    this.#tick();
  }

  act(event: LiveEvent): void {
    this.#tick();
    const next = step(this.session, event, this.nowMs);
    if (next.ok) this.view = { ...this.view, session: next.value };
  }

  get mayAnswer(): boolean {
    const { at, revealed, steps } = this.session;
    return (
      steps[at]?.kind === 'faces' || (this.#rehearsal.options[at] !== undefined && !revealed.includes(at))
    );
  }

  /** The class answers what it is asked, in the room's way. */
  answer(): void {
    const { at, mode } = this.session;
    if (this.session.steps[at]?.kind === 'faces') return this.#tell(countFaces(this.#pupils));
    const options = this.#rehearsal.options[at] ?? [];
    const number = questionNumber(this.session, at);
    const talkedAbout = this.session.revealed
      .filter((one) => one < at)
      .flatMap((one) => this.#rehearsal.options[one] ?? [])
      .flatMap(({ misconception }) => misconception ?? []);
    if (mode !== 'one-screen') return this.#tell(countAnswers(this.#pupils, options, number, talkedAbout));
    const chosen = answersOfTeams(this.#pupils, options, number, talkedAbout);
    for (const team of teams)
      this.act({ type: 'team-answered', step: at, team, option: chosen[team] ?? null });
  }

  /** Counts come in as hands, or as what devices and cards said. */
  #tell(counts: Readonly<Record<string, number>>): void {
    const { at, mode, steps } = this.session;
    const byHand = mode === 'hand-count' || mode === 'one-screen' || steps[at]?.kind === 'faces';
    if (byHand) this.act({ type: 'hands-counted', step: at, counts });
    if (byHand && mode !== 'devices') return;
    const { tally } = this.view;
    const own = mode === 'cards' ? { devices: {}, cards: counts } : { devices: counts, cards: {} };
    this.view = { ...this.view, tally: { ...tally, answers: { ...tally.answers, [at]: own } } };
  }

  #tick(): void {
    this.nowMs = Date.now() - this.#startedAtMs + this.#aheadMs;
  }
}
