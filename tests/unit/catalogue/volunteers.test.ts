import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { compileContent } from '#catalogue/compile.ts';
import { ContentBroken, faultSentence } from '#catalogue/faults.ts';
import { checkColumns, checkMoments } from '#catalogue/schema.ts';
import { copyContent, type ContentCopy } from '#tests/support/content-copy.ts';

// Each test compiles the whole content; a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

const course = 'content/volunteers/course.yaml';
let copy: ContentCopy;
beforeEach(() => {
  copy = copyContent();
});
afterEach(() => copy.dispose());

function faults(): string {
  try {
    compileContent(copy.root);
    return '';
  } catch (error) {
    if (error instanceof ContentBroken) return error.faults.map(faultSentence).join('\n');
    throw error;
  }
}

describe('what volunteers learn, sign and tick', () => {
  test('twelve questions, four on each topic; every column has a line before, during and after a visit', () => {
    const { volunteers } = compileContent(copy.root).catalogue;
    const { questions, topics, passMark } = volunteers.course;
    expect(questions).toHaveLength(12);
    expect(topics.map(({ id }) => questions.filter(({ topic }) => topic === id).length)).toEqual([4, 4, 4]);
    expect(passMark).toBe(10);
    for (const moment of checkMoments)
      for (const column of checkColumns)
        expect(
          volunteers.checks.filter((check) => check.moment === moment && check.column === column).length,
          `${moment} ${column}`,
        ).toBeGreaterThan(0);
    for (const about of ['gift', 'photo'])
      expect(volunteers.checks.filter((check) => check.about === about).length).toBeGreaterThan(1);
  });

  test('a clue without an article of a law is told, in each language', () => {
    copy.replace(course, '《未成年人保护法》第十一条要求发现疑似侵害立即报告。', '要立即报告。');
    copy.replace(
      course,
      'Article 11 of the Law on the Protection of Minors asks for suspected harm',
      'The law asks for harm',
    );
    expect(faults()).toMatch(/course\.yaml:\d+: feedback\.zh names no article of a law/);
    expect(faults()).toMatch(/course\.yaml:\d+: feedback\.en names no article of a law/);
  });

  test('a question without its answer, a line that is there twice and a version that is no month are told', () => {
    copy.replace(course, '        correct: true\n', '');
    copy.replace('content/volunteers/checks.yaml', 'id: facts-dated', 'id: needs-asked');
    copy.replace('content/volunteers/conduct.yaml', 'version: 2026-11', 'version: soon');
    const found = faults();
    expect(found).toContain('exactly one option is correct');
    expect(found).toContain('needs-asked is there twice');
    expect(found).toContain('a month is written like 2026-11');
  });

  test('topics that are not alike and an unknown one are told', () => {
    copy.replace(course, 'topic: fact-check', 'topic: fact-chek');
    expect(faults()).toContain('unknown topic “fact-chek”. Did you mean “fact-check”?');
    expect(faults()).toContain('fact-check has 3 of 12 questions');
  });
});
