import { AUTO, Game, Scale } from 'phaser';

import type { Locale } from '#domain/text.ts';

import type { GameController } from './controller.ts';
import type { StageScene } from './scene-stage.ts';
import { type SceneHost, type SoundCue, type StageShape, stageSizes } from './scene.ts';

export interface FrameOptions<State, Move> {
  readonly parent: HTMLElement;
  readonly controller: GameController<State, Move>;
  readonly locale: Locale;
  readonly createScene: (host: SceneHost<State, Move>) => StageScene<State, Move>;
  readonly reducedMotion: boolean;
  play(cue: SoundCue): void;
  announce(sentence: string): void;
}

export interface Frame {
  pause(): void;
  resume(): void;
  /** True when the scene took the key. */
  onKey(event: KeyboardEvent): boolean;
  /** The stage lost the keyboard. */
  onBlur(): void;
  destroy(): void;
}

interface View {
  readonly shape: StageShape;
  readonly resolution: number;
}

/** Puts a Phaser game into `parent`, and a scene over the controller into it for every shape it takes. */
export function mountFrame<State, Move>(options: FrameOptions<State, Move>): Frame {
  const { parent } = options;
  let view = viewOf(parent);
  let scene: StageScene<State, Move> | null = null;
  let paused = false;

  const size = (): { width: number; height: number } => ({
    width: Math.round(stageSizes[view.shape].width * view.resolution),
    height: Math.round(stageSizes[view.shape].height * view.resolution),
  });

  const raise = (): void => {
    scene = options.createScene({ ...options, ...view, ...stageSizes[view.shape] });
    game.scene.add('stage', scene, true);
    if (paused) scene.events.once('create', () => scene?.scene.pause());
  };

  const game = new Game({
    type: AUTO,
    parent,
    ...size(),
    backgroundColor: '#fffbf2',
    banner: false,
    autoFocus: false,
    disableContextMenu: true,
    // With several textures in a batch, turned pictures lose rectangles in software WebGL; a few dozen draws
    // a frame are cheap.
    render: { maxTextures: 1 },
    // On a slow device, movements drop pictures instead of taking longer.
    fps: { smoothStep: false },
    audio: { noAudio: true },
    // Keys come through onKey, so that they work only while the stage has the keyboard.
    input: { keyboard: false, mouse: { preventDefaultWheel: false } },
    scale: { mode: Scale.FIT, autoCenter: Scale.CENTER_BOTH, expandParent: false },
    callbacks: {
      postBoot: () => {
        game.canvas.setAttribute('aria-hidden', 'true');
        raise();
      },
    },
  });

  let settling: ReturnType<typeof setTimeout> | undefined;
  const observer = new ResizeObserver(() => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      const next = viewOf(parent);
      if (next.shape === view.shape && next.resolution === view.resolution) return;
      view = next;
      scene = null;
      game.scene.remove('stage');
      const { width, height } = size();
      game.scale.setGameSize(width, height);
      raise();
    }, 200);
  });
  observer.observe(parent);

  return {
    pause() {
      paused = true;
      // Phaser warns of a scene that is not running: one that stands already, or is still being made.
      if (scene?.scene.isActive()) scene.scene.pause();
      else scene?.events.once('create', () => paused && scene?.scene.pause());
    },
    resume() {
      paused = false;
      scene?.scene.resume();
    },
    onKey: (event) => !paused && scene !== null && (scene.ring.onKey(event) || scene.onKey(event)),
    onBlur: () => scene?.ring.leave(),
    destroy() {
      clearTimeout(settling);
      observer.disconnect();
      game.destroy(true);
    },
  };
}

/** Upright and narrow is 'tall'. Sharpness comes in quarters, so that small resizes rebuild nothing. */
function viewOf(parent: HTMLElement): View {
  const width = Math.max(1, parent.clientWidth);
  const height = Math.max(1, parent.clientHeight);
  const shape: StageShape = width / height < 0.95 ? 'tall' : 'wide';
  const logical = stageSizes[shape];
  const fit =
    Math.min(width / logical.width, height / logical.height) * Math.min(window.devicePixelRatio || 1, 3);
  return { shape, resolution: Math.min(2.5, Math.max(0.5, Math.ceil(fit * 4) / 4)) };
}
