import { describe, expect, test } from 'vitest';

import type { LiveAnswer } from '#domain/live-event.ts';
import type { ProblemCode } from '#domain/problems.ts';
import {
  PlayConnection,
  type AnswerOutcome,
  type AnswerPlace,
  type PlayLine,
  type RoomOutcome,
} from '#features/classroom/play-connection.ts';
import { playStage } from '#features/classroom/play-stage.ts';
import type { OwnAnswers, PlayView } from '#features/classroom/play-view.ts';

const question = { id: 'LB02-Q1', version: 'v1', stem: [], options: [] };
const begin: PlayView = {
  ...{ id: 'live-1', version: 4, serverNowMs: 0, className: '二(3)', grade: 2 },
  ...{ lessonTitle: '', courseTitle: '', lessonPath: '', mode: 'devices', pace: 'together', curtain: false },
  ...{ over: 'no', at: 1, stepCount: 5, open: true, revealed: null, summary: null },
  step: { kind: 'question', title: '', board: null, picture: null, game: null, question },
};

/** A room that keeps one answer a step, with a line that can be cut before or after the server acted. */
class Room implements PlayLine {
  view = begin;
  kept = new Map<number, LiveAnswer>();
  cut: 'none' | 'before' | 'after' = 'none';
  refusal: ProblemCode | null = null;
  seat = 7;
  /** Null: no socket. */
  socket: LiveAnswer[] | null = null;
  requests = 0;

  push(answer: LiveAnswer): boolean {
    this.socket?.push(answer);
    return this.socket !== null;
  }

  async post(answer: LiveAnswer): Promise<AnswerOutcome> {
    await Promise.resolve();
    this.requests += 1;
    if (this.cut === 'before') return { kind: 'away' };
    const reply = this.take(answer);
    return this.cut === 'after' ? { kind: 'away' } : reply;
  }

  take(answer: LiveAnswer): AnswerOutcome {
    if (this.refusal) return { kind: 'refused', problem: this.refusal };
    const first = this.kept.get(answer.step) ?? answer;
    if (first.chosen !== answer.chosen) return { kind: 'refused', problem: 'already-answered' };
    this.kept.set(answer.step, first);
    return { kind: 'kept', chosen: first.chosen };
  }

  mine(): OwnAnswers {
    const answers = Object.fromEntries([...this.kept].map(([step, { chosen }]) => [step, chosen]));
    return { seat: this.seat, character: null, answers };
  }

  async look(since: number | null): Promise<RoomOutcome> {
    await Promise.resolve();
    if (this.cut !== 'none') return { kind: 'away' };
    return { kind: 'room', view: since === this.view.version ? null : this.view, mine: this.mine() };
  }
}

function memoryPlace(): AnswerPlace & { answers: readonly LiveAnswer[] } {
  return {
    answers: [],
    read() {
      return this.answers;
    },
    keep(answers) {
      this.answers = answers;
    },
  };
}

function device(room: Room, place: AnswerPlace = memoryPlace()): PlayConnection {
  return new PlayConnection(room.view, room.mine(), room, place, () => undefined);
}

let ids = 0;
const give = (step: number, chosen: string): LiveAnswer => ({
  ...{ id: `answer-${++ids}`, step, chosen, questionId: 'LB02-Q1', version: 'v1' },
});

describe('an answer', () => {
  test('is kept by the server and leaves the device', async () => {
    const room = new Room();
    const place = memoryPlace();
    const pupil = device(room, place);
    await pupil.answer(give(1, 'B'));
    expect(pupil.answers).toEqual({ 1: 'B' });
    expect(place.answers).toEqual([]);
  });

  test('is on the device before the server hears of it', () => {
    const room = new Room();
    const place = memoryPlace();
    void device(room, place).answer(give(1, 'B'));
    expect(place.answers.map(({ chosen }) => chosen)).toEqual(['B']);
    expect(room.kept.size).toBe(0);
  });

  test('is given once: a second one for the step changes nothing', async () => {
    const room = new Room();
    const pupil = device(room);
    room.cut = 'before';
    await pupil.answer(give(1, 'B'));
    await pupil.answer(give(1, 'A'));
    room.cut = 'none';
    await pupil.flush();
    await pupil.answer(give(1, 'C'));
    expect(room.kept.get(1)?.chosen).toBe('B');
    expect(room.requests).toBe(2);
  });

  test('outlives a reload without a network and arrives when there is one', async () => {
    const room = new Room();
    const place = memoryPlace();
    room.cut = 'before';
    const pupil = device(room, place);
    await pupil.answer(give(1, 'C'));
    expect(pupil.line).toBe('away');
    const reloaded = device(room, place);
    expect(reloaded.chosenAt(1)).toBe('C');
    room.cut = 'none';
    await reloaded.flush();
    expect(room.kept.get(1)?.chosen).toBe('C');
    expect(reloaded.line).toBe('steady');
    expect(place.answers).toEqual([]);
  });

  test('whose reply was cut off is kept once, and the next look settles it', async () => {
    const room = new Room();
    const pupil = device(room);
    room.cut = 'after';
    await pupil.answer(give(1, 'A'));
    expect(pupil.waiting).toHaveLength(1);
    room.cut = 'none';
    await pupil.look();
    expect(pupil.answers).toEqual({ 1: 'A' });
    expect(pupil.waiting).toEqual([]);
  });

  test('that another tab of the seat gave first stands', async () => {
    const room = new Room();
    const [one, other] = [device(room), device(room)];
    await one.answer(give(1, 'A'));
    await other.answer(give(1, 'C'));
    expect(other.answers).toEqual({ 1: 'A' });
    expect(other.waiting).toEqual([]);
    expect(other.lost).toEqual({});
  });

  test('that comes after the round is told and forgotten', async () => {
    const room = new Room();
    const place = memoryPlace();
    const pupil = device(room, place);
    room.refusal = 'round-closed';
    await pupil.answer(give(1, 'A'));
    expect(pupil.lost).toEqual({ 1: 'round-closed' });
    expect(place.answers).toEqual([]);
    expect(pupil.line).toBe('steady');
  });

  test('waits while the server cannot store, and is not given up', async () => {
    const room = new Room();
    const pupil = device(room);
    room.refusal = 'storage-refused';
    await pupil.answer(give(1, 'A'));
    expect(pupil.waiting).toHaveLength(1);
    room.refusal = null;
    await pupil.flush();
    expect(pupil.answers).toEqual({ 1: 'A' });
  });

  test('given while another one is on its way is sent too', async () => {
    const room = new Room();
    const pupil = device(room);
    const first = pupil.answer(give(1, 'A'));
    await pupil.answer(give(2, 'B'));
    await first;
    expect(pupil.answers).toEqual({ 1: 'A', 2: 'B' });
  });
});

describe('a socket', () => {
  test('carries an answer, whose word that it is kept settles it', async () => {
    const room = new Room();
    room.socket = [];
    const pupil = device(room);
    const answer = give(1, 'A');
    await pupil.answer(answer);
    expect(room.socket).toEqual([answer]);
    expect(pupil.waiting).toHaveLength(1);
    pupil.hearKept(answer.id, 1, 'A');
    expect(pupil.answers).toEqual({ 1: 'A' });
    expect(pupil.waiting).toEqual([]);
    expect(room.requests).toBe(0);
  });

  test('that swallows an answer is not believed: the second try is a plain request with the same id', async () => {
    const room = new Room();
    room.socket = [];
    const pupil = device(room);
    await pupil.answer(give(1, 'A'));
    await pupil.flush();
    expect(room.socket).toHaveLength(1);
    expect(room.kept.get(1)?.id).toBe(room.socket[0]?.id);
  });

  test('that opens anew carries what the last one owed', async () => {
    const room = new Room();
    room.socket = [];
    const pupil = device(room);
    await pupil.answer(give(1, 'A'));
    pupil.forgetPushes();
    room.socket = [];
    await pupil.flush();
    expect(room.socket).toHaveLength(1);
    expect(room.requests).toBe(0);
  });

  test('refuses what came late and says so', async () => {
    const room = new Room();
    room.socket = [];
    const pupil = device(room);
    const answer = give(1, 'A');
    await pupil.answer(answer);
    await pupil.hearRefused(answer.id, 'round-closed');
    expect(pupil.lost).toEqual({ 1: 'round-closed' });
    await pupil.hearRefused(answer.id, 'round-closed');
    expect(pupil.waiting).toEqual([]);
  });

  test('that brings another seat’s answers stops the device: nothing goes out under that seat', async () => {
    const room = new Room();
    room.cut = 'before';
    const pupil = device(room);
    await pupil.answer(give(1, 'A'));
    pupil.hearMine({ seat: 8, character: null, answers: { 1: 'C' } });
    expect(pupil.problem).toBe('other-seat');
    room.cut = 'none';
    await pupil.flush();
    expect(room.kept.size).toBe(0);
    expect(pupil.waiting).toHaveLength(1);
  });

  test('closed because the device was sent out stops it and says why', async () => {
    const pupil = device(new Room());
    await pupil.hearClosed('sent-out');
    expect([pupil.line, pupil.problem]).toEqual(['stopped', 'sent-out']);
  });
});

describe('the view', () => {
  test('never goes back to an earlier version', () => {
    const pupil = device(new Room());
    pupil.hearView({ ...begin, version: 6, at: 2 });
    pupil.hearView({ ...begin, version: 5, at: 1 });
    expect(pupil.view.at).toBe(2);
  });

  test('of a run that was taken back is believed at the same version', () => {
    const pupil = device(new Room());
    pupil.hearView({ ...begin, over: 'voided' });
    expect(pupil.view.over).toBe('voided');
  });

  test('is fetched by a look when the room went on', async () => {
    const room = new Room();
    const pupil = device(room);
    room.view = { ...begin, version: 9, at: 3 };
    await pupil.look();
    expect(pupil.view.at).toBe(3);
  });

  test('that arrives says that the line is there again', async () => {
    const room = new Room();
    const pupil = device(room);
    room.cut = 'before';
    await pupil.look();
    expect(pupil.line).toBe('away');
    pupil.hearMine(room.mine());
    expect(pupil.line).toBe('steady');
  });

  test('an old look does not take an acknowledged answer away', async () => {
    const room = new Room();
    const pupil = device(room);
    const before = room.mine();
    await pupil.answer(give(1, 'A'));
    pupil.hearMine(before);
    expect(pupil.answers).toEqual({ 1: 'A' });
  });
});

describe('what a device shows', () => {
  const revealed = { correctKey: 'A', idea: '', beliefs: {} };
  const faces = { ...begin, step: { ...begin.step, kind: 'faces', question: null } } as const;
  const story = { ...begin, step: { ...begin.step, kind: 'story', question: null }, open: false } as const;

  test.each([
    ['an open question is asked', begin, null, 'ask'],
    ['what was answered waits for the room', begin, 'A', 'kept'],
    ['an opened question is explained', { ...begin, open: false, revealed }, 'A', 'shown'],
    ['also to a device that did not answer', { ...begin, open: false, revealed }, null, 'shown'],
    ['with cards it is put aside', { ...begin, mode: 'cards', open: false }, null, 'aside'],
    ['the curtain covers a question', { ...begin, curtain: true }, null, 'curtain'],
    ['at its own pace it leads to the lesson', { ...begin, pace: 'own', open: false }, null, 'own-pace'],
    ['faces are asked', faces, null, 'faces'],
    ['no face at all is an answer too', faces, '', 'faces-kept'],
    ['a story is looked at on the big screen', story, null, 'watch'],
    ['the end covers everything', { ...begin, over: 'ended', curtain: true }, 'A', 'ended'],
    ['a run that was taken back says so', { ...begin, over: 'voided' }, null, 'voided'],
  ] as const)('%s', (_title, view, chosen, stage) => {
    expect(playStage(view, chosen)).toBe(stage);
  });
});
