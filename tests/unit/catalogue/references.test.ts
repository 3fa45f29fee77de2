import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { compileContent } from '#catalogue/compile.ts';
import { ContentBroken, faultSentence } from '#catalogue/faults.ts';
import { copyContent, type ContentCopy } from '#tests/support/content-copy.ts';

// Each test compiles the whole content; a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

const lesson = 'content/courses/little-banker/02-meet-the-renminbi';
const course = 'content/courses/little-banker/course.yaml';

let copy: ContentCopy;
beforeEach(() => {
  copy = copyContent();
});
afterEach(() => copy.dispose());

function faults(): string[] {
  try {
    compileContent(copy.root);
    return [];
  } catch (error) {
    if (error instanceof ContentBroken) return error.faults.map(faultSentence);
    throw error;
  }
}

const slips: readonly (readonly [
  what: string,
  file: string,
  right: string,
  wrong: string,
  nearest: string,
])[] = [
  ['question', 'lesson.zh.mdx', '<Question id="LB02-Q1" />', '<Question id="LB02-Q9" />', 'LB02-Q1'],
  ['game', 'lesson.zh.mdx', '<Game name="little-teller" />', '<Game name="litle-teler" />', 'little-teller'],
  ['fact', 'lesson.en.mdx', '<Fact id="rmb-units" />', '<Fact id="rmb-unit" />', 'rmb-units'],
  ['character', 'lesson.en.mdx', 'who="maimai"', 'who="maimei"', 'maimai'],
  ['mood', 'lesson.zh.mdx', 'mood="puzzled"', 'mood="puzled"', 'puzzled'],
  ['picture', 'lesson.zh.mdx', 'name="lb02-shop"', 'name="lb02-shops"', 'lb02-shop'],
  ['word', 'lesson.en.mdx', '<Word>yuan</Word>', '<Word>yuans</Word>', 'yuan'],
  ['tag', 'lesson.zh.mdx', '<Fact id="rmb-units" />', '<Facts id="rmb-units" />', 'Fact'],
  ['attribute', 'lesson.zh.mdx', '<Fact id="rmb-exchange" />', '<Fact idd="a" id="rmb-exchange" />', 'id'],
  ['misconception', 'questions.yaml', 'M-VAL-UNIT', 'M-VAL-UNITS', 'M-VAL-UNIT'],
  ['competency', 'questions.yaml', 'compose-amount', 'compose-amounts', 'compose-amount'],
  ['question of a plan', 'plan.yaml', 'LB02-Q5', 'LB02-Q55', 'LB02-Q5'],
];

describe('content that refers to what is not there', () => {
  test('content as it stands has no fault', () => {
    expect(faults()).toEqual([]);
  });

  test('every unknown name is told with its file, its line and the nearest right name, all at once', () => {
    for (const [, file, right, wrong] of slips) copy.replace(`${lesson}/${file}`, right, wrong);
    const found = faults();
    for (const [, file, , , nearest] of slips) {
      const told = found.filter((fault) => fault.includes(`Did you mean “${nearest}”?`));
      expect(told.join('\n')).toMatch(new RegExp(`^${lesson}/${file.replaceAll('.', '\\.')}:\\d+: `, 'm'));
    }
  });

  test('the line is the one that the author wrote', () => {
    copy.replace(`${lesson}/lesson.zh.mdx`, '<Question id="LB02-Q1" />', '<Fact id="rmb" />');
    const line = Number(/:(\d+): unknown fact/.exec(faults().join('\n'))?.[1]);
    const lines = readFileSync(join(copy.root, `${lesson}/lesson.zh.mdx`), 'utf8').split('\n');
    expect(lines[line - 1]).toContain('<Fact id="rmb" />');
  });
});

describe('content that is not whole', () => {
  test('a lesson without its English file is refused', () => {
    copy.remove(`${lesson}/lesson.en.mdx`);
    expect(faults()).toContainEqual(`${lesson}/lesson.en.mdx:1: the file is missing`);
  });

  test('an empty translation is refused with its line', () => {
    copy.replace(`${lesson}/questions.yaml`, 'en: How many 1-jiao coins make 1 yuan?', "en: ''");
    expect(faults()[0]).toMatch(/questions\.yaml:6: 0\.stem\.en: /);
  });

  test('a question with two right options is refused', () => {
    copy.replace(`${lesson}/questions.yaml`, 'misconception: M-VAL-UNIT', 'correct: true');
    expect(faults().join()).toContain('exactly one option is correct');
  });

  test('a lesson that leaves out one of its questions is refused', () => {
    copy.replace(`${lesson}/lesson.zh.mdx`, '<Question id="LB02-Q2" />', '');
    expect(faults()).toContainEqual(`${lesson}/lesson.zh.mdx:1: asks LB02-Q2 0 times instead of once`);
  });

  test('a lesson asks no sealed question', () => {
    copy.replace(`${lesson}/lesson.zh.mdx`, '<Question id="LB02-Q2" />', '<Question id="LB02-S2" />');
    expect(faults().join()).toContain('unknown open question of this lesson “LB02-S2”');
  });

  test('a lesson that is ready has its folder', () => {
    copy.replace(course, 'ready: false', 'ready: true');
    expect(faults()[0]).toMatch(/course\.yaml:\d+: LB01 is ready, but content\/.* is not there$/);
  });

  test('a plan fits into its minutes and stays off the screen for 70 % of them', () => {
    copy.replace(`${lesson}/plan.yaml`, 'minutes: 10\n', 'minutes: 20\n      screenMinutes: 9\n');
    expect(faults().join('\n')).toMatch(/the steps take 48 minutes, the plan has 40[\s\S]*at most 30 %/);
  });

  test('a fact without its source or its month is refused', () => {
    copy.replace('content/facts.yaml', 'verified_on: 2026-11', 'verified_on: soon');
    expect(faults()[0]).toMatch(/facts\.yaml:\d+: 0\.verified_on: a month is written like 2026-11/);
  });

  test('a script in a lesson is refused', () => {
    copy.replace(`${lesson}/lesson.en.mdx`, 'Now you compare.', 'Now you {compare}.');
    expect(faults().join()).toContain('no imports and no {expressions}');
  });
});
