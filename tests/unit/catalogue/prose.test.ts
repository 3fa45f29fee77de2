import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { checkItems } from '#catalogue/check-items.ts';
import { checkProse } from '#catalogue/check-prose.ts';
import { compileContent } from '#catalogue/compile.ts';
import { faultSentence } from '#catalogue/faults.ts';
import { editDistance, nearestName } from '#catalogue/nearest.ts';
import { readingLength, sentencesOf } from '#catalogue/sentences.ts';
import { copyContent, type ContentCopy } from '#tests/support/content-copy.ts';

// Each test compiles the whole content; a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

const lesson = 'content/courses/little-banker/02-meet-the-renminbi';

let copy: ContentCopy;
beforeEach(() => {
  copy = copyContent();
});
afterEach(() => copy.dispose());

const proseFaults = () => checkProse(copy.root, compileContent(copy.root)).map(faultSentence);
const itemFaults = () => checkItems(compileContent(copy.root)).map(faultSentence);

describe('prose', () => {
  test('content as it stands reads well', () => {
    const compilation = compileContent(copy.root);
    expect(checkProse(copy.root, compilation)).toEqual([]);
    expect(checkItems(compilation)).toEqual([]);
  });

  test('a sentence too long for grade 1, a word that does not belong and a missing tag are told', () => {
    copy.replace(`${lesson}/lesson.zh.mdx`, '叮铃铃，店门开了。', '阿婆的小店里来了好多好多的客人呀。');
    copy.replace(`${lesson}/lesson.en.mdx`, 'Now you compare.', 'Now you compare on WeChat.');
    copy.replace(`${lesson}/lesson.en.mdx`, '<Fact id="rmb-exchange" />', '');
    const found = proseFaults().join('\n');
    expect(found).toMatch(
      /lesson\.zh\.mdx:\d+: “阿婆的小店里来了好多好多的客人呀” has 16 characters; this grade reads 12/,
    );
    expect(found).toMatch(/lesson\.en\.mdx:\d+: “WeChat” does not belong here/);
    expect(found).toMatch(/lesson\.en\.mdx:\d+: here stands .*, in Chinese <Fact rmb-exchange>/);
  });

  test('a lesson that sells is told, and one that quotes who sells is not', () => {
    const file = 'content/courses/little-banker/09-the-magic-of-interest/lesson.zh.mdx';
    copy.replace(file, '又高又稳的，我一个也没见过。', '下课来领优惠。');
    expect(proseFaults().join()).toContain('“优惠” sells something');
    copy.replace(file, '下课来领优惠。', '有人说“来领优惠”。');
    expect(proseFaults()).toEqual([]);
  });

  test("a swindler's words may be quoted, never said", () => {
    const file = 'content/courses/little-banker/09-the-magic-of-interest/lesson.zh.mdx';
    copy.replace(file, '又高又稳的，我一个也没见过。', '有人说“稳赚”，我一个也没见过。');
    expect(proseFaults()).toEqual([]);
    copy.replace(file, '有人说“稳赚”，我一个也没见过。', '这样存钱稳赚。');
    expect(proseFaults().join()).toContain('“稳赚” does not belong here');
  });
});

describe('items', () => {
  test('a sealed item whose right option is the longest, and forms that differ, are told', () => {
    copy.replace(`${lesson}/questions.yaml`, 'en: 4 yuan', 'en: 4 yuan, of course, since 10-6=4');
    copy.replace(`${lesson}/questions.yaml`, 'forms: [A]', 'forms: [A, B]');
    const found = itemFaults().join('\n');
    expect(found).toContain('LB02-S2: the right option is the longest one (en)');
    expect(found).toContain('form A has 4 questions, form B has 5: parallel forms are equal');
  });
});

describe('the measures', () => {
  test.each([
    ['1 元就是 10 角。', 6],
    ['1000×2%×1=20', 1],
    ['“月息 10%，保本！名额只剩三个！”', 6],
  ])('%s: its longest sentence counts %i', (text, length) => {
    expect(Math.max(...sentencesOf(text).map(readingLength))).toBe(length);
  });

  test('the nearest name is the one with the fewest changed letters, or none', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(nearestName('LB02-Q11', ['LB09-Q1', 'LB02-Q1'])).toBe('LB02-Q1');
    expect(nearestName('fangfang', ['xyz'])).toBeNull();
  });
});
