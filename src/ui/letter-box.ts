import { newEventId } from '#domain/event-id.ts';
import { problemStatus, type ProblemCode } from '#domain/problems.ts';

import { Outbox, type Letter, type TextStore } from './outbox.ts';
import { randomBytes } from './random-bytes.ts';

/** What writing needs of the device it runs on; a test passes its own. */
export interface Device {
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
  /** Where unsent letters survive a reload; null where the browser has none. */
  readonly store: TextStore | null;
  readonly nowMs: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
}

/** The device that a page runs on. */
export function thisDevice(): Device {
  return {
    fetch: (path, init) => fetch(path, init),
    store: browserStore(),
    nowMs: () => Date.now(),
    randomBytes,
  };
}

function browserStore(): TextStore | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/**
 * sent: the server has it. kept: it waits on this device, in order, under its writer (`problem` null: no
 * network). refused: it will never be accepted and is gone.
 */
export type Outcome<Reply> =
  | { readonly kind: 'sent'; readonly reply: Reply }
  | { readonly kind: 'kept'; readonly problem: ProblemCode | null }
  | { readonly kind: 'refused'; readonly problem: ProblemCode };

/**
 * Every write of a device under one writer (a seat, or a room's screen): one at a time and in order. What
 * cannot be sent waits in the outbox; sent again, it has the same id and counts once.
 */
export class LetterBox {
  readonly #device: Device;
  readonly #writer: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #heard: (path: string, reply: unknown) => void;
  readonly #outbox: Outbox;
  #queue: Promise<unknown> = Promise.resolve();

  /** `heard` is told every reply, also to a letter that waited. */
  constructor(
    device: Device,
    writer: string,
    options: {
      readonly headers?: Readonly<Record<string, string>>;
      readonly heard?: (path: string, reply: unknown) => void;
    } = {},
  ) {
    this.#device = device;
    this.#writer = writer;
    this.#headers = options.headers ?? {};
    this.#heard = options.heard ?? (() => undefined);
    this.#outbox = new Outbox(device.store);
  }

  write<Reply>(path: string, fields: object): Promise<Outcome<Reply>> {
    const id = newEventId(this.#device.nowMs(), this.#device.randomBytes);
    this.#outbox.add({ id, seatKey: this.#writer, path, body: { id, ...fields } });
    return this.#inTurn(async () => (await this.#deliver(id)) as Outcome<Reply>);
  }

  /** Never kept: for what is worth nothing later. */
  ask<Reply>(path: string, fields: object): Promise<Outcome<Reply>> {
    return this.#inTurn(() => this.#post<Reply>(path, fields));
  }

  /** Sends what waits, oldest first. */
  flush(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#deliver(null);
    });
  }

  waiting(): readonly Letter[] {
    return this.#outbox.lettersOf(this.#writer);
  }

  /** Delivers what waits up to and including the letter `lastId`, or all of it. */
  async #deliver(lastId: string | null): Promise<Outcome<unknown>> {
    let outcome: Outcome<unknown> = { kind: 'kept', problem: null };
    for (const letter of this.waiting()) {
      outcome = await this.#post(letter.path, letter.body);
      if (outcome.kind === 'kept') return outcome;
      this.#outbox.remove(letter.id);
      if (outcome.kind === 'sent') this.#heard(letter.path, outcome.reply);
      if (letter.id === lastId) return outcome;
    }
    return outcome;
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #post<Reply>(path: string, body: unknown): Promise<Outcome<Reply>> {
    let response: Response;
    let answer: unknown;
    try {
      response = await this.#device.fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...this.#headers },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(patienceMs),
      });
      answer = await response.json();
    } catch {
      return { kind: 'kept', problem: null };
    }
    if (response.ok) return { kind: 'sent', reply: answer as Reply };
    const problem = readProblem(answer);
    if (!problem) {
      return response.status >= 500
        ? { kind: 'kept', problem: null }
        : { kind: 'refused', problem: 'bad-input' };
    }
    return passing.includes(problem) ? { kind: 'kept', problem } : { kind: 'refused', problem };
  }
}

const patienceMs = 10_000;
/** Refusals that time or a sign-in can lift: what was written stays on the device. */
const passing: readonly ProblemCode[] = [
  'not-signed-in',
  'other-seat',
  'too-many-attempts',
  'storage-refused',
  'database-down',
];

function readProblem(answer: unknown): ProblemCode | null {
  if (typeof answer !== 'object' || answer === null || !('problem' in answer)) return null;
  const { problem } = answer;
  return typeof problem === 'string' && problem in problemStatus ? (problem as ProblemCode) : null;
}
