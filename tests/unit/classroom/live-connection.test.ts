import { describe, expect, test } from 'vitest';

import { step } from '#domain/live-actions.ts';
import type { HostAction, LiveEvent } from '#domain/live-event.ts';
import { startLiveSession, type LiveSession } from '#domain/live-session.ts';
import {
  LiveConnection,
  type LiveLine,
  type WaitingAction,
  type WaitingPlace,
} from '#features/classroom/live-connection.ts';
import type { LiveView } from '#features/classroom/live-view.ts';

const start = startLiveSession(
  {
    planMinutes: 40,
    seatCount: 6,
    mode: 'hand-count',
    drawSeed: 7,
    steps: [
      { kind: 'story', planStep: 0, plannedMs: 60_000 },
      {
        kind: 'question',
        planStep: 1,
        plannedMs: 60_000,
        questionId: 'LB02-Q1',
        optionKeys: ['A', 'B', 'C'],
      },
      {
        kind: 'question',
        planStep: 1,
        plannedMs: 60_000,
        questionId: 'LB02-Q2',
        optionKeys: ['A', 'B', 'C'],
      },
      { kind: 'faces', planStep: 2, plannedMs: 60_000 },
    ],
  },
  0,
);

/** A server with the real rules whose line can be cut before or after it acted. */
class Room implements LiveLine {
  session: LiveSession = start;
  cut: 'none' | 'before' | 'after' = 'none';
  accepted: LiveEvent[] = [];
  readonly #done = new Set<string>();

  view(): LiveView {
    return { id: 'live-1', session: this.session, steps: [], revealed: {} } as unknown as LiveView;
  }

  do(event: LiveEvent): void {
    const next = step(this.session, event, 0);
    if (!next.ok) throw new Error(next.problem);
    this.session = next.value;
    this.accepted.push(event);
  }

  async send({ id, version, event }: HostAction): Promise<Awaited<ReturnType<LiveLine['send']>>> {
    await Promise.resolve();
    if (this.cut === 'before') return { kind: 'away' };
    if (this.#done.has(id)) return { kind: 'view', view: this.view() };
    if (version !== this.session.version) return { kind: 'stale' };
    if (!step(this.session, event, 0).ok) return { kind: 'refused' };
    this.do(event);
    this.#done.add(id);
    return this.cut === 'after' ? { kind: 'away' } : { kind: 'view', view: this.view() };
  }

  async look(since: number | null): Promise<Awaited<ReturnType<LiveLine['look']>>> {
    await Promise.resolve();
    if (this.cut !== 'none') return { kind: 'away' };
    return since === this.session.version ? { kind: 'unchanged' } : { kind: 'view', view: this.view() };
  }
}

function memoryPlace(
  events: readonly WaitingAction[] = [],
): WaitingPlace & { events: readonly WaitingAction[] } {
  return {
    events,
    read() {
      return this.events;
    },
    keep(next) {
      this.events = next;
    },
  };
}

let ids = 0;

function screen(room: Room, place = memoryPlace()): LiveConnection {
  return new LiveConnection(room.view(), room, place, {
    now: () => 0,
    newId: () => `action-${++ids}`,
    changed: () => undefined,
  });
}

const count = (at: number, hands: number): LiveEvent => ({
  type: 'hands-counted',
  step: at,
  counts: { A: hands, B: 0, C: 0 },
});

describe('a screen of the room', () => {
  test('shows an action at once and the server has it after the flush', async () => {
    const room = new Room();
    const board = screen(room);
    expect(board.act({ type: 'moved', to: 1 })).toBeNull();
    expect(board.session.at).toBe(1);
    expect(room.session.at).toBe(0);
    await board.flush();
    expect(room.session.at).toBe(1);
    expect(board.waiting).toEqual([]);
  });

  test('refuses on the spot what the rules refuse', () => {
    const board = screen(new Room());
    expect(board.act({ type: 'moved', to: 9 })).toBe('bad-input');
    expect(board.waiting).toEqual([]);
  });

  test('many taps on one counter are sent as one count', async () => {
    const room = new Room();
    const board = screen(room);
    for (let hands = 1; hands <= 20; hands++) board.act(count(1, hands));
    await board.flush();
    expect(room.accepted).toEqual([count(1, 20)]);
  });

  test('a tap while the count before it is on its way is not swallowed', async () => {
    const room = new Room();
    const board = screen(room);
    board.act(count(1, 1));
    const sending = board.flush();
    board.act(count(1, 2));
    await sending;
    expect(room.session.counts[1]).toEqual({ A: 2, B: 0, C: 0 });
  });

  test('a count made while the network is down arrives when it is back', async () => {
    const room = new Room();
    const place = memoryPlace();
    const board = screen(room, place);
    room.cut = 'before';
    board.act(count(1, 31));
    board.act({ type: 'moved', to: 2 });
    await board.flush();
    expect(board.line).toBe('away');
    const afterReload = screen(room, place);
    expect(afterReload.session.counts[1]).toEqual({ A: 31, B: 0, C: 0 });
    room.cut = 'none';
    await afterReload.look();
    expect(room.accepted).toEqual([count(1, 31), { type: 'moved', to: 2 }]);
    expect(place.events).toEqual([]);
    expect(afterReload.line).toBe('steady');
  });

  test('an action whose answer was cut off is done once, and what follows it is not lost', async () => {
    const room = new Room();
    const board = screen(room);
    room.cut = 'after';
    board.act({ type: 'moved', to: 1 });
    await board.flush();
    board.act({ type: 'moved', to: 2 });
    room.cut = 'none';
    await board.flush();
    expect(room.accepted).toEqual([
      { type: 'moved', to: 1 },
      { type: 'moved', to: 2 },
    ]);
    expect(board.session).toEqual(room.session);
  });

  test('another screen that was first wins the move, and the count is kept', async () => {
    const room = new Room();
    const board = screen(room);
    const phone = screen(room);
    phone.act({ type: 'moved', to: 3 });
    await phone.flush();
    board.act({ type: 'moved', to: 1 });
    board.act(count(1, 12));
    await board.flush();
    expect(room.session.at).toBe(3);
    expect(room.session.counts[1]).toEqual({ A: 12, B: 0, C: 0 });
    expect(board.lostCounts).toBe(0);
  });

  test('a count that came after the answer was shown elsewhere is reported, not hidden', async () => {
    const room = new Room();
    const board = screen(room);
    room.do({ type: 'revealed', step: 1 });
    board.act(count(1, 12));
    await board.flush();
    expect(room.session.counts[1]).toBeUndefined();
    expect(board.lostCounts).toBe(1);
    expect(board.waiting).toEqual([]);
  });

  test('follows what another screen did', async () => {
    const room = new Room();
    const board = screen(room);
    room.do({ type: 'moved', to: 2 });
    await board.look();
    expect(board.session.at).toBe(2);
  });
});
