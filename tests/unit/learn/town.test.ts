import { describe, expect, it } from 'vitest';

import { seatsUntilOpen, tileStage } from '#domain/town-tile.ts';
import { suggestLesson, type LessonStanding } from '#features/learn/suggest-lesson.ts';
import { signLines, widthOf } from '#features/learn/town-label.ts';

describe('tileStage', () => {
  it.each([
    [0, 0],
    [1, 1],
    [3999, 1],
    [4000, 2],
    [7999, 2],
    [8000, 3],
    [10_000, 3],
  ])('a share of %i ten-thousandths is stage %i', (shareBp, stage) => {
    expect(tileStage(shareBp)).toBe(stage);
  });

  it('opens a house exactly when no more seats are needed', () => {
    for (let seats = 1; seats <= 60; seats += 1) {
      for (let finished = 0; finished <= seats; finished += 1) {
        const open = tileStage(Math.floor((10_000 * finished) / seats)) === 3;
        expect([seats, finished, seatsUntilOpen(finished, seats) === 0]).toEqual([seats, finished, open]);
      }
    }
  });
});

describe('suggestLesson', () => {
  const lesson = (
    lessonId: string,
    mine: LessonStanding['mine'],
    moduleId = 'a',
    ready = true,
    fromGrade = 1,
  ) => ({
    lessonId,
    fromGrade,
    mine,
    moduleId,
    ready,
  });

  it('goes on with what was begun before it begins anything', () => {
    expect(suggestLesson([lesson('1', 'todo'), lesson('2', 'open')], [], 2)).toBe('2');
  });

  it('takes the assigned module first, even when another lesson was begun', () => {
    expect(suggestLesson([lesson('1', 'open'), lesson('2', 'todo', 'b')], ['b'], 2)).toBe('2');
  });

  it('takes the module that is due first', () => {
    expect(suggestLesson([lesson('1', 'todo', 'a'), lesson('2', 'todo', 'b')], ['b', 'a'], 2)).toBe('2');
  });

  it('falls back on the rest when the assigned module is done', () => {
    expect(suggestLesson([lesson('1', 'todo'), lesson('2', 'done', 'b')], ['b'], 2)).toBe('1');
  });

  it('offers an older class’s lesson only when the teacher assigned it', () => {
    const older = [lesson('1', 'todo', 'c', true, 5)];
    expect(suggestLesson(older, [], 2)).toBeNull();
    expect(suggestLesson(older, ['c'], 2)).toBe('1');
  });

  it('never suggests a lesson that is not ready, and nothing when all is done', () => {
    expect(suggestLesson([lesson('1', 'todo', 'a', false), lesson('2', 'done')], ['a'], 2)).toBeNull();
  });
});

describe('signLines', () => {
  it.each([
    ['认识人民币', ['认识人民币']],
    ['借钱的学问与校园贷', ['借钱的学问', '与校园贷']],
    ['守护爷爷奶奶：天上不会掉馅饼', ['守护爷爷奶奶']],
    ['我的信息我做主', ['我的信息我做主']],
    ['The Top-up Maze', ['The Top-up', 'Maze']],
    ['How a Credit Record Grows', ['How a Credit', 'Record Grows']],
    ['Borrowing Wisely and Campus Loans', ['Borrowing', 'Wisely and', 'Campus Loans']],
  ])('breaks %s', (title, lines) => {
    expect(signLines(title, 7)).toEqual(lines);
  });

  it('counts two Latin letters as about one character', () => {
    expect(widthOf('认识')).toBe(2);
    expect(widthOf('abcd')).toBeCloseTo(2.16);
  });
});
