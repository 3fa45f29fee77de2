import type { Component } from 'svelte';

import type { Bilingual, Locale } from '#domain/text.ts';

import type { GameController } from './controller.ts';
import type { GameRules, GameScore } from './define-game.ts';
import type { StageScene } from './scene-stage.ts';
import type { SceneHost, SoundCue } from './scene.ts';
import type { TeamWords } from './team-frame.ts';

/** What a game's Table.svelte gets: the same controller as the scene, so that no move is lost in a change. */
export interface TableProps<State, Move> {
  controller: GameController<State, Move>;
  locale: Locale;
  play(cue: SoundCue): void;
  /** Says a sentence in the page's live region. */
  announce(sentence: string): void;
}

/** The words around a game: read out by the help panel and the panel at the end. */
export interface GameWords<State> {
  /** How to play, one short sentence each. */
  readonly help: readonly string[];
  /** The keys, one sentence each: ['1–4', '放一枚']. */
  readonly keys: readonly (readonly [string, string])[];
  readonly team: TeamWords;
  /** What happened in this run, in one or two sentences about the idea, never about the child. */
  ending(state: State, score: GameScore): string;
  /** A part of the score in kind words. */
  part(id: string, shareBp: number): { readonly label: string; readonly remark: string };
}

/** One row of the screens' registry. Everything but the cover is fetched when the game opens. */
export interface GameScreen<State, Move> {
  readonly title: Bilingual;
  readonly summary: Bilingual;
  readonly cover: string;
  rules(): Promise<GameRules<State, Move>>;
  words(locale: Locale): Promise<GameWords<State>>;
  table(): Promise<Component<TableProps<State, Move>>>;
  scene(): Promise<(host: SceneHost<State, Move>) => StageScene<State, Move>>;
}

/** A row whose state and moves the registry's reader does not know. */
export type AnyGameScreen = GameScreen<unknown, unknown>;

export function defineScreen<State, Move>(screen: GameScreen<State, Move>): AnyGameScreen {
  // Rules, table and scene of one row agree with each other; whoever opens the game only hands them on.
  return screen as unknown as AnyGameScreen;
}
