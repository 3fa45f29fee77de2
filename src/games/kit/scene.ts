import type { Locale } from '#domain/text.ts';

import type { GameController } from './controller.ts';

/** A cue of the kit's sound set: at most 0.4 s, quiet, captioned, never a punishment. */
export type SoundCue = 'tap' | 'place' | 'right' | 'again' | 'done';

/** 'tall' is for phones held upright. */
export type StageShape = 'wide' | 'tall';

export const stageSizes = {
  wide: { width: 1280, height: 800 },
  tall: { width: 720, height: 1200 },
} as const satisfies Record<StageShape, { width: number; height: number }>;

/**
 * What the frame lends a scene. The scene draws `controller.state`, turns taps into moves and holds no rule.
 * It thinks in logical pixels (`stageSizes`); the frame scales them to the device. A change of shape or of
 * sharpness builds another scene over the same controller, so nothing that matters may live in the scene.
 */
export interface SceneHost<State, Move> {
  readonly controller: GameController<State, Move>;
  readonly locale: Locale;
  readonly shape: StageShape;
  readonly width: number;
  readonly height: number;
  /** Device pixels for one logical pixel. */
  readonly resolution: number;
  readonly reducedMotion: boolean;
  play(cue: SoundCue): void;
  /** Says a sentence in the page's live region, for screen readers. */
  announce(sentence: string): void;
}
