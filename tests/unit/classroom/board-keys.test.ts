import { expect, test } from 'vitest';

import { readBoardKey, type BoardKey, type KeySituation } from '#features/classroom/board/board-keys.ts';

const askedKeys = ['A', 'B', 'C'];
const room = (given: Partial<KeySituation>): KeySituation => ({
  mode: 'hand-count',
  askedKeys,
  team: null,
  ...given,
});

function read(key: string, situation: KeySituation, shiftKey = false): BoardKey | null {
  const code = /^[0-9]$/.test(key) ? `Digit${key}` : '';
  return readBoardKey({ key, code, shiftKey }, situation);
}

test('digits count hands, with Shift one fewer; a fourth digit counts for no third option', () => {
  expect(read('2', room({}))).toEqual({ does: 'hand', place: 1, difference: 1 });
  expect(read('2', room({}), true)).toEqual({ does: 'hand', place: 1, difference: -1 });
  expect(read('4', room({}))).toBeNull();
  expect(read('2', room({ askedKeys: [] }))).toBeNull();
  expect(read('2', room({ mode: 'devices' }))).toBeNull();
});

test('at one screen digits call a team, whose letters and arrows are its own until it leaves', () => {
  const teams = room({ mode: 'one-screen' });
  expect(read('3', teams)).toEqual({ does: 'call-team', team: 'triangle' });
  expect(read('5', teams)).toBeNull();
  const called = room({ mode: 'one-screen', team: 'triangle' });
  expect(read('b', called)).toEqual({ does: 'choose', key: 'B' });
  expect(read('？', called)).toEqual({ does: 'choose', key: '?' });
  expect(read('ArrowRight', called)).toEqual({ does: 'turn', by: 1 });
  expect(read('4', called)).toEqual({ does: 'call-team', team: 'diamond' });
  expect(read('d', called)).toBeNull();
  expect(read('Escape', called)).toEqual({ does: 'close' });
  expect(read('ArrowRight', teams)).toEqual({ does: 'next' });
  expect(read('b', teams)).toBeNull();
});

test('a presenter’s clicker moves on and covers the board', () => {
  const keys = ['PageDown', 'PageUp', '.', 'K', ' ', '?'];
  expect(keys.map((key) => read(key, room({}))?.does)).toEqual([
    'next',
    'back',
    'curtain',
    'curtain',
    'go-on',
    'help',
  ]);
});
