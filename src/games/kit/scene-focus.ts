import type { GameObjects, Scene } from 'phaser';

/** Something on the stage that Enter can press; `rect` in logical pixels, read when it is drawn. */
export interface FocusTarget {
  rect(): { x: number; y: number; width: number; height: number };
  press(): void;
  /** A disabled target is passed over. */
  isOpen(): boolean;
}

/**
 * Moves a visible ring over the stage's targets: Tab and Shift+Tab in order (past the last one the page's
 * own order goes on), arrows to the nearest target in that direction, Enter or Space to press.
 */
export class FocusRing {
  readonly #scene: Scene;
  #targets: FocusTarget[] = [];
  #at: FocusTarget | null = null;
  #outline: GameObjects.Graphics | null = null;

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** Puts a target at the end of the order; returns what takes it out again. */
  add(target: FocusTarget): () => void {
    this.#targets.push(target);
    return () => {
      this.#targets = this.#targets.filter((one) => one !== target);
      if (this.#at === target) this.#at = null;
      this.redraw();
    };
  }

  /** True when the key was for the ring. */
  onKey(event: KeyboardEvent): boolean {
    const open = this.#targets.filter((target) => target.isOpen());
    const place = this.#at ? open.indexOf(this.#at) : -1;
    if (event.key === 'Tab') {
      const next = open[event.shiftKey ? (place < 0 ? open.length - 1 : place - 1) : place + 1];
      this.#at = next ?? null;
      this.redraw();
      return next !== undefined;
    }
    if ((event.key === 'Enter' || event.key === ' ') && this.#at?.isOpen()) {
      this.#at.press();
      this.redraw();
      return true;
    }
    const direction = directions[event.key];
    if (!direction) return false;
    this.#at = nearest(this.#at, open, direction) ?? this.#at ?? open[0] ?? null;
    this.redraw();
    return true;
  }

  /** Takes the ring away when the stage loses the keyboard. */
  leave(): void {
    this.#at = null;
    this.redraw();
  }

  redraw(): void {
    if (!this.#scene.sys.isActive()) return;
    this.#outline ??= this.#scene.add.graphics().setDepth(1000);
    this.#outline.clear();
    if (!this.#at?.isOpen()) return;
    const { x, y, width, height } = this.#at.rect();
    this.#outline.lineStyle(10, 0xfffbf2).strokeRoundedRect(x - 9, y - 9, width + 18, height + 18, 26);
    this.#outline.lineStyle(5, 0x1f2f7a).strokeRoundedRect(x - 9, y - 9, width + 18, height + 18, 26);
  }
}

const directions: Partial<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function nearest(
  from: FocusTarget | null,
  open: readonly FocusTarget[],
  [towardsX, towardsY]: readonly [number, number],
): FocusTarget | null {
  if (!from) return null;
  const start = middleOf(from);
  let best: { target: FocusTarget; cost: number } | null = null;
  for (const target of open) {
    if (target === from) continue;
    const middle = middleOf(target);
    const along = (middle.x - start.x) * towardsX + (middle.y - start.y) * towardsY;
    if (along <= 4) continue;
    const aside = Math.abs((middle.x - start.x) * towardsY) + Math.abs((middle.y - start.y) * towardsX);
    const cost = along + aside * 2;
    if (!best || cost < best.cost) best = { target, cost };
  }
  return best?.target ?? null;
}

function middleOf(target: FocusTarget): { x: number; y: number } {
  const { x, y, width, height } = target.rect();
  return { x: x + width / 2, y: y + height / 2 };
}
