import { recall, remember } from '#ui/page-memory.ts';

/** One screen of a lesson at a time: which step is shown, how far it went, and what is left to do in each. */
export class StepWalk {
  readonly #lessonId: string;
  readonly #steps: readonly HTMLElement[];
  current = $state(0);
  /** The step that is farthest along of those that were shown. */
  farthest = $state(0);

  constructor(lessonId: string) {
    this.#lessonId = lessonId;
    this.#steps = [...document.querySelectorAll<HTMLElement>('[data-step]')];
    addEventListener('hashchange', () => this.#show(this.#fromHash() ?? this.current, true));
    this.#show(this.#fromHash() ?? this.#remembered() ?? 0, false);
    document.documentElement.dataset['steps'] = 'one';
  }

  get total(): number {
    return this.#steps.length;
  }

  get isLast(): boolean {
    return this.current === this.total - 1;
  }

  /** Ids of the questions, or of the games, in a step. */
  tasksOf(step: number, kind: 'question' | 'game'): readonly string[] {
    const found = this.#steps[step]?.querySelectorAll<HTMLElement>(`[data-${kind}]`) ?? [];
    return [...found].map((element) => element.dataset[kind] ?? '');
  }

  stepElement(step: number): HTMLElement | undefined {
    return this.#steps[step];
  }

  go(step: number): void {
    if (step < 0 || step >= this.total || step === this.current) return;
    history.pushState(null, '', `#step-${step + 1}`);
    this.#show(step, true);
  }

  #show(step: number, moved: boolean): void {
    this.current = step;
    this.farthest = Math.max(this.farthest, step);
    this.#steps.forEach((element, index) => element.toggleAttribute('data-current', index === step));
    remember(this.#storeKey, String(step));
    if (!moved) return;
    scrollTo({ top: 0 });
    // A screen reader hears the step's heading; the focus ring is not drawn on it.
    this.#steps[step]?.querySelector<HTMLElement>('[data-step-title]')?.focus({ preventScroll: true });
  }

  #fromHash(): number | null {
    const number = Number(/^#step-(\d+)$/.exec(location.hash)?.[1] ?? Number.NaN);
    return number >= 1 && number <= this.total ? number - 1 : null;
  }

  #remembered(): number | null {
    const step = Number(recall(this.#storeKey) ?? Number.NaN);
    return Number.isInteger(step) && step >= 0 && step < this.total ? step : null;
  }

  get #storeKey(): string {
    return `step.${this.#lessonId}`;
  }
}

let shared: StepWalk | null = null;

/** The page's one walk through its steps. In the browser only. */
export function stepWalk(lessonId: string): StepWalk {
  shared ??= new StepWalk(lessonId);
  return shared;
}
