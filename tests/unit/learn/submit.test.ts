import { describe, expect, it } from 'vitest';

import { newEventId } from '#domain/event-id.ts';
import { createSubmit, type AnswerGiven, type AnswerReply } from '#features/learn/submit.ts';
import type { Device } from '#ui/letter-box.ts';

interface Sent {
  readonly path: string;
  readonly seat: string;
  readonly body: Record<string, unknown>;
}

/** A school: the server's side of the wire, whose network can be cut. */
class School {
  readonly sent: Sent[] = [];
  readonly kept = new Map<string, string>();
  online = true;
  refusal: { status: number; problem: string } | null = null;

  readonly device: Device = {
    store: {
      getItem: (key) => this.kept.get(key) ?? null,
      setItem: (key, value) => void this.kept.set(key, value),
    },
    nowMs: () => 1_800_000_000_000,
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    fetch: (path, init) => {
      if (!this.online) return Promise.reject(new TypeError('Failed to fetch'));
      const headers = new Headers(init.headers);
      const body = JSON.parse(init.body as string) as Record<string, unknown>;
      this.sent.push({ path, seat: headers.get('x-seat') ?? '', body });
      if (this.refusal) {
        return Promise.resolve(
          Response.json({ problem: this.refusal.problem }, { status: this.refusal.status }),
        );
      }
      return Promise.resolve(Response.json({ ...body, mark: 'right', chosen: body['answer'] }));
    },
  };
}

function answerTo(questionId: string, tryNumber: 1 | 2 = 1): AnswerGiven {
  return { lessonId: 'LB02', questionId, version: 'abcdef012345', tryNumber, answer: 'A' };
}

describe('submit', () => {
  it('sends an answer at once and hands back its mark', async () => {
    const school = new School();
    const outcome = await createSubmit(school.device, 'seat-12').answer(answerTo('LB02-Q1'));
    expect(outcome).toMatchObject({ kind: 'sent', reply: { mark: 'right', questionId: 'LB02-Q1' } });
    expect(school.sent).toHaveLength(1);
  });

  it('keeps answers without a network and delivers them in order after a reload', async () => {
    const school = new School();
    school.online = false;
    const before = createSubmit(school.device, 'seat-12');
    expect(await before.answer(answerTo('LB02-Q1'))).toEqual({ kind: 'kept', problem: null });
    await before.answer(answerTo('LB02-Q1', 2));
    await before.answer(answerTo('LB02-Q2'));

    school.online = true;
    const replies: AnswerReply[] = [];
    const after = createSubmit(school.device, 'seat-12', (reply) => replies.push(reply));
    expect(after.waiting()).toHaveLength(3);
    await after.flush();
    expect(school.sent.map(({ body }) => [body['questionId'], body['tryNumber']])).toEqual([
      ['LB02-Q1', 1],
      ['LB02-Q1', 2],
      ['LB02-Q2', 1],
    ]);
    expect(replies).toHaveLength(3);
    expect(after.waiting()).toEqual([]);
  });

  it('sends what waits before what comes later', async () => {
    const school = new School();
    school.online = false;
    const submit = createSubmit(school.device, 'seat-12');
    await submit.answer(answerTo('LB02-Q1'));
    school.online = true;
    const outcome = await submit.answer(answerTo('LB02-Q2'));
    expect(outcome).toMatchObject({ kind: 'sent', reply: { questionId: 'LB02-Q2' } });
    expect(school.sent.map(({ body }) => body['questionId'])).toEqual(['LB02-Q1', 'LB02-Q2']);
  });

  it('never sends one seat’s answers under another', async () => {
    const school = new School();
    school.online = false;
    await createSubmit(school.device, 'seat-12').answer(answerTo('LB02-Q1'));
    school.online = true;
    const other = createSubmit(school.device, 'seat-13');
    await other.flush();
    await other.answer(answerTo('LB02-Q3'));
    expect(school.sent.map(({ seat }) => seat)).toEqual(['seat-13']);
    const back = createSubmit(school.device, 'seat-12');
    await back.flush();
    expect(school.sent.at(-1)).toMatchObject({ seat: 'seat-12', body: { questionId: 'LB02-Q1' } });
  });

  it('repeats a lost delivery with the same id', async () => {
    const school = new School();
    school.refusal = { status: 503, problem: 'database-down' };
    const submit = createSubmit(school.device, 'seat-12');
    expect(await submit.answer(answerTo('LB02-Q1'))).toEqual({ kind: 'kept', problem: 'database-down' });
    school.refusal = null;
    await submit.flush();
    expect(school.sent[0]?.body['id']).toBe(school.sent[1]?.body['id']);
  });

  it('drops what the server will never take, and says why', async () => {
    const school = new School();
    school.refusal = { status: 409, problem: 'already-answered' };
    const submit = createSubmit(school.device, 'seat-12');
    expect(await submit.answer(answerTo('LB02-Q1'))).toEqual({
      kind: 'refused',
      problem: 'already-answered',
    });
    expect(submit.waiting()).toEqual([]);
  });

  it('holds answers in memory when the browser stores nothing', async () => {
    const school = new School();
    school.online = false;
    const full: Device = {
      ...school.device,
      store: {
        getItem: () => null,
        setItem: () => {
          throw new DOMException('full', 'QuotaExceededError');
        },
      },
    };
    const submit = createSubmit(full, 'seat-12');
    await submit.answer(answerTo('LB02-Q1'));
    await submit.answer(answerTo('LB02-Q2'));
    expect(submit.waiting()).toHaveLength(2);
    school.online = true;
    await submit.flush();
    expect(school.sent).toHaveLength(2);
    expect(submit.waiting()).toEqual([]);
  });
});

describe('newEventId', () => {
  it('is a UUIDv7 that carries the given time', () => {
    const id = newEventId(0x0190_0000_0001, () => new Uint8Array(16).fill(0xff));
    expect(id).toBe('01900000-0001-7fff-bfff-ffffffffffff');
  });

  it('differs between two calls in one millisecond', () => {
    const draw = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
    expect(newEventId(5, draw)).not.toBe(newEventId(5, draw));
  });
});
