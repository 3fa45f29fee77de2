import { describe, expect, test } from 'vitest';

import { step } from '#domain/live-actions.ts';
import { hostActionSchema, type LiveEvent } from '#domain/live-event.ts';
import {
  lessonMinutesLeft,
  startLiveSession,
  stepMinutesLeft,
  type LiveSession,
  type LiveStep,
} from '#domain/live-session.ts';

const minute = 60_000;
const steps: LiveStep[] = [
  { kind: 'story', planStep: 0, plannedMs: 4 * minute },
  {
    kind: 'question',
    planStep: 1,
    plannedMs: 2 * minute,
    questionId: 'LB02-Q1',
    optionKeys: ['A', 'B', 'C'],
  },
  { kind: 'game', planStep: 2, plannedMs: 5 * minute },
  { kind: 'faces', planStep: 3, plannedMs: 3 * minute },
];

const begin = (): LiveSession =>
  startLiveSession({ planMinutes: 40, steps, seatCount: 6, mode: 'hand-count', drawSeed: 7 }, 0);

function run(events: readonly LiveEvent[], from = begin(), now = 0): LiveSession {
  return events.reduce((session, event) => {
    const next = step(session, event, now);
    if (!next.ok) throw new Error(`${event.type}: ${next.problem}`);
    return next.value;
  }, from);
}

const counted: LiveEvent = { type: 'hands-counted', step: 1, counts: { A: 20, B: 12, C: 3 } };
const revealed: LiveEvent = { type: 'revealed', step: 1 };

describe('a live session', () => {
  const accepted: [string, LiveEvent[], Partial<LiveSession>][] = [
    ['goes to the next step', [{ type: 'moved', to: 1 }], { at: 1, version: 1 }],
    [
      'goes back',
      [
        { type: 'moved', to: 2 },
        { type: 'moved', to: 1 },
      ],
      { at: 1, version: 2 },
    ],
    ['keeps a hand count', [counted], { counts: { 1: { A: 20, B: 12, C: 3 } } }],
    [
      'replaces a count by its recount',
      [counted, { type: 'hands-counted', step: 1, counts: { A: 1, B: 0, C: 0 } }],
      { counts: { 1: { A: 1, B: 0, C: 0 } } },
    ],
    ['opens a question without a count', [revealed], { revealed: [1], counts: {} }],
    [
      'lets a question be closed again and recounted',
      [counted, revealed, { type: 'reopened', step: 1 }, { ...counted, counts: { A: 0, B: 0, C: 5 } }],
      { revealed: [], counts: { 1: { A: 0, B: 0, C: 5 } } },
    ],
    [
      'counts faces on the way out',
      [{ type: 'hands-counted', step: 3, counts: { gain: 30, joy: 28, safety: 31 } }],
      { counts: { 3: { gain: 30, joy: 28, safety: 31 } } },
    ],
    ['ends', [{ type: 'ended' }], { endedAtMs: 0 }],
  ];
  test.each(accepted)('%s', (_title, events, expected) => {
    expect(run(events)).toMatchObject(expected);
  });

  const refused: [string, LiveEvent[], LiveEvent, string][] = [
    ['a step past the end', [], { type: 'moved', to: 4 }, 'bad-input'],
    ['a step before the start', [], { type: 'moved', to: -1 }, 'bad-input'],
    ['a move to where it is', [], { type: 'moved', to: 0 }, 'bad-input'],
    ['a count where nothing is counted', [], { ...counted, step: 0 }, 'bad-input'],
    ['a count of a step that is not there', [], { ...counted, step: 9 }, 'bad-input'],
    ['a count that forgets an option', [], { ...counted, counts: { A: 1, B: 1 } }, 'bad-input'],
    ['a count of another option', [], { ...counted, counts: { A: 1, B: 1, D: 1 } }, 'bad-input'],
    ['one option too many', [], { ...counted, counts: { A: 1, B: 1, C: 1, D: 1 } }, 'bad-input'],
    ['fewer than no hands', [], { ...counted, counts: { A: -1, B: 0, C: 0 } }, 'bad-input'],
    ['half a hand', [], { ...counted, counts: { A: 0.5, B: 0, C: 0 } }, 'bad-input'],
    ['more hands than a room holds', [], { ...counted, counts: { A: 100, B: 0, C: 0 } }, 'bad-input'],
    ['a count after the answer was shown', [revealed], counted, 'round-closed'],
    ['opening twice', [revealed], revealed, 'round-closed'],
    ['opening a story', [], { type: 'revealed', step: 0 }, 'bad-input'],
    ['closing what is not open', [], { type: 'reopened', step: 1 }, 'bad-input'],
    ['any action after the end', [{ type: 'ended' }], { type: 'moved', to: 1 }, 'session-ended'],
  ];
  test.each(refused)('refuses %s', (_title, before, event, problem) => {
    const session = run(before);
    const copy = structuredClone(session);
    expect(step(session, event, 0)).toEqual({ ok: false, problem });
    expect(session).toEqual(copy);
  });

  test('begins with the lobby where devices come in; moving on leaves it, and it can be shown again', () => {
    const start = { planMinutes: 40, steps, seatCount: 6, drawSeed: 7 };
    const devices = startLiveSession({ ...start, mode: 'devices' }, 0);
    expect([devices.lobbyShown, begin().lobbyShown]).toEqual([true, false]);
    const shown: LiveEvent = { type: 'lobby-shown', shown: true };
    expect(run([{ type: 'moved', to: 1 }], devices).lobbyShown).toBe(false);
    expect(run([{ type: 'moved', to: 1 }, shown], devices)).toMatchObject({ at: 1, lobbyShown: true });
    expect(run([{ ...shown, shown: false }], devices)).toMatchObject({ at: 0, lobbyShown: false });
    expect(run([shown, { type: 'ended' }]).lobbyShown).toBe(false);
  });

  test('gives a step the time that is left of it after coming back', () => {
    const asked = run([{ type: 'moved', to: 1 }], begin(), 3 * minute);
    expect(stepMinutesLeft(asked, 4 * minute)).toBe(1);
    const back = run([{ type: 'moved', to: 0 }], asked, 4 * minute);
    expect(stepMinutesLeft(back, 4 * minute)).toBe(1);
    expect(stepMinutesLeft(back, 7 * minute)).toBe(-2);
  });

  test('knows how much of the whole lesson is left, and stands still once ended', () => {
    const session = begin();
    expect(lessonMinutesLeft(session, 4 * minute)).toBe(10);
    const ended = run([{ type: 'ended' }], session, 6 * minute);
    expect(lessonMinutesLeft(ended, 60 * minute)).toBe(8);
  });

  test('reads actions from a screen and nothing else', () => {
    const id = '0192f0c1-0000-7000-8000-000000000001';
    const body = { id, version: 3, event: counted };
    expect(hostActionSchema.safeParse(body).data).toEqual(body);
    for (const bad of [
      { id, version: 3 },
      { version: 3, event: counted },
      { id, version: -1, event: counted },
      { id, version: 3, event: counted, extra: 1 },
      { id, version: 3, event: { ...counted, key: 'A' } },
      { id, version: 3, event: { type: 'voided' } },
      { id, version: 3, event: { ...counted, counts: { A: 1e9 } } },
      { id, version: 3, event: { ...counted, counts: [1, 2, 3] } },
      { id, version: 3, event: { type: 'moved', to: '1' } },
    ])
      expect(hostActionSchema.safeParse(bad).success, JSON.stringify(bad)).toBe(false);
  });
});
