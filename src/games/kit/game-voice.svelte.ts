import type { SoundCue } from './scene.ts';
import { SoundBox } from './sound.ts';
import type { GameKitWords } from './words.ts';

const levels = [0, 0.4, 0.8] as const;
const captionLastsMs = 1200;

/** What an open game lets be heard: cues, each with a caption, and sentences for the live region. */
export class GameVoice {
  /** 0 silent, 1 soft, 2 loud. */
  level = $state(0);
  caption = $state('');
  /** What the live region says. */
  said = $state('');
  readonly #captions: GameKitWords['captions'];
  readonly #sound: SoundBox;
  #captionEnds: ReturnType<typeof setTimeout> | undefined;
  #sayAgain = false;

  constructor(captions: GameKitWords['captions'], level: 0 | 1) {
    this.#captions = captions;
    this.level = level;
    this.#sound = new SoundBox(levels[level]);
  }

  readonly play = (cue: SoundCue): void => {
    this.#sound.play(cue);
    this.caption = this.#captions[cue];
    clearTimeout(this.#captionEnds);
    this.#captionEnds = setTimeout(() => (this.caption = ''), captionLastsMs);
  };

  readonly announce = (sentence: string): void => {
    // A no-break space at the end lets the same sentence be said twice.
    this.#sayAgain = !this.#sayAgain;
    this.said = this.#sayAgain ? sentence : `${sentence}\u00a0`;
  };

  readonly changeLevel = (): void => {
    this.level = (this.level + 1) % levels.length;
    this.#sound.volume = levels[this.level] ?? 0;
    void this.#sound.wake().then(() => this.play('tap'));
  };

  /** Needs a tap or a key. */
  wake(): void {
    void this.#sound.wake();
  }

  sleep(): void {
    this.#sound.sleep();
  }
}
