import type { Locale } from '#domain/text.ts';

import type { GameController } from './controller.ts';

/** A cue of the kit's sound set: at most 0.4 s, quiet, captioned, never a punishment. */
export type SoundCue = 'tap' | 'place' | 'right' | 'again' | 'done';

/**
 * What the frame lends a scene. The scene draws `controller.state`, turns taps into moves and holds no rule.
 * Logical canvas: 'wide' 1280×800, 'tall' 720×1080 (phones upright); the frame scales it to fit, with
 * resolution for the device, and restarts the scene when the shape changes: all state is in the controller.
 */
export interface SceneHost<State, Move> {
  readonly controller: GameController<State, Move>;
  readonly locale: Locale;
  readonly shape: 'wide' | 'tall';
  readonly width: number;
  readonly height: number;
  readonly reducedMotion: boolean;
  play(cue: SoundCue): void;
  /** Says a sentence in the page's live region, for screen readers. */
  announce(sentence: string): void;
}
