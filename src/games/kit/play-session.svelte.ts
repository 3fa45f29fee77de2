import type { ProblemCode } from '#domain/problems.ts';
import type { Locale } from '#domain/text.ts';

import type { Component } from 'svelte';

import { GameController } from './controller.ts';
import type { Band, GameRules, GameScore } from './define-game.ts';
import type { AnyGameScreen, GameWords, TableProps } from './define-screen.ts';
import {
  practiceRun,
  RunStore,
  type IssuedRun,
  type RunOutcome,
  type RunReply,
  type StartRun,
  type SubmitRun,
} from './run.ts';

export type Stage = 'cover' | 'loading' | 'playing' | 'finished' | 'failed';

/** What is fetched when the game opens; a lesson page carries the cover alone. */
export interface GameOpened {
  readonly rules: GameRules<unknown, unknown>;
  readonly words: GameWords<unknown>;
  readonly Table: Component<TableProps<unknown, unknown>>;
  readonly OpenGame: typeof import('./OpenGame.svelte').default;
}

export interface PlaySessionOptions {
  readonly screen: AnyGameScreen;
  readonly gameId: string;
  readonly band: Band;
  readonly lessonId: string;
  readonly locale: Locale;
  readonly start: StartRun | null;
  readonly submit: SubmitRun | null;
}

/** One pupil at one game: open it, play a run, hand it in, play another. What is shown is Game.svelte's. */
export class PlaySession {
  stage: Stage = $state('cover');
  opened: GameOpened | null = $state.raw(null);
  controller: GameController<unknown, unknown> | null = $state.raw(null);
  score: GameScore | null = $state.raw(null);
  handedIn: RunOutcome<RunReply> | 'sending' | null = $state.raw(null);
  /** Why no run could be had: a problem, or 'offline'. */
  failure: ProblemCode | 'offline' | 'load' | null = $state(null);
  practising = $state(false);
  readonly #options: PlaySessionOptions;
  readonly #store: RunStore;
  #run: IssuedRun | null = null;
  #stopFollowing: () => void = () => undefined;

  constructor(options: PlaySessionOptions) {
    this.#options = options;
    this.#store = new RunStore(options.lessonId, options.gameId, options.band);
  }

  hasSavedRun(): boolean {
    return (this.#store.read()?.moves.length ?? 0) > 0;
  }

  /** Opens the game and takes up the saved run, or a fresh one. */
  async open(fresh: boolean): Promise<void> {
    this.stage = 'loading';
    this.failure = null;
    const opened = await this.#fetchParts();
    if (!opened) {
      this.#fail('load');
      return;
    }
    const saved = fresh ? null : this.#store.read(opened.rules.version);
    if (saved) {
      this.#begin(saved.run, saved.moves);
      return;
    }
    const { start } = this.#options;
    const outcome = start && !this.practising ? await start() : null;
    if (!outcome) this.#begin(practiceRun(opened.rules.version), []);
    else if (outcome.kind === 'sent') this.#begin(outcome.reply, []);
    else this.#fail(outcome.problem ?? 'offline');
  }

  practise(): Promise<void> {
    this.practising = true;
    return this.open(true);
  }

  /** Leaves the table; the run stays as it is. */
  leave(): void {
    this.#stopFollowing();
    this.controller = null;
    this.stage = 'cover';
  }

  showFinish(): void {
    if (this.controller?.finished) this.stage = 'finished';
  }

  async #fetchParts(): Promise<GameOpened | null> {
    if (this.opened) return this.opened;
    const { screen, locale } = this.#options;
    try {
      const [rules, words, Table, { default: OpenGame }] = await Promise.all([
        screen.rules(),
        screen.words(locale),
        screen.table(),
        import('./OpenGame.svelte'),
      ]);
      this.opened = { rules, words, Table, OpenGame };
      return this.opened;
    } catch {
      return null;
    }
  }

  #begin(run: IssuedRun, moves: readonly unknown[]): void {
    const rules = this.opened?.rules;
    if (!rules) return;
    this.#stopFollowing();
    this.#run = run;
    this.score = null;
    this.handedIn = null;
    const controller = new GameController(rules, run.seed, this.#options.band, moves);
    this.#store.write({ run, moves: controller.moves });
    this.#stopFollowing = controller.subscribe(() => {
      this.#store.write({ run, moves: controller.moves });
      if (controller.finished) void this.#handIn(controller);
    });
    this.controller = controller;
    this.stage = 'playing';
    if (controller.finished) {
      void this.#handIn(controller);
      this.showFinish();
    }
  }

  async #handIn(controller: GameController<unknown, unknown>): Promise<void> {
    this.score = controller.rules.score(controller.state);
    const { submit } = this.#options;
    if (!submit || !this.#run || this.#run.runId === 'practice') {
      this.#store.clear();
      return;
    }
    this.handedIn = 'sending';
    const outcome = await submit(this.#run, controller.moves);
    // Sent, kept in the page's outbox or refused for good: in each case the tab's own copy has done its work.
    this.#store.clear();
    this.handedIn = outcome;
  }

  #fail(problem: ProblemCode | 'offline' | 'load'): void {
    this.failure = problem;
    this.stage = 'failed';
  }
}
