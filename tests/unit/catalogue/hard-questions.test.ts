import { afterAll, beforeAll, expect, test } from 'vitest';

import { compileContent } from '#catalogue/compile.ts';
import { ContentBroken } from '#catalogue/faults.ts';
import { projectFolder } from '#cli/project-folder.ts';
import { copyContent, type ContentCopy } from '#tests/support/content-copy.ts';

const file = 'content/courses/little-banker/02-meet-the-renminbi/hard-questions.yaml';
let copy: ContentCopy;
beforeAll(() => {
  copy = copyContent();
});
afterAll(() => copy.dispose());

test('every lesson that can be taught has three to five questions that a class may ask, in both languages', () => {
  const ready = compileContent(projectFolder).catalogue.lessons.filter(({ content }) => content !== null);
  expect(ready.length).toBeGreaterThan(0);
  for (const { id, content } of ready) {
    const asked = content?.hardQuestions ?? [];
    expect([id, asked.length >= 3 && asked.length <= 5]).toEqual([id, true]);
    expect(asked.every(({ question, answer }) => question.zh && question.en && answer.zh && answer.en)).toBe(
      true,
    );
    expect([id, asked.some(({ handOn }) => handOn !== null)]).toEqual([id, true]);
  }
});

test('a lesson without them is refused by file', () => {
  copy.remove(file);
  let broken: unknown;
  try {
    compileContent(copy.root);
  } catch (error) {
    broken = error;
  }
  expect(broken).toBeInstanceOf(ContentBroken);
  expect((broken as ContentBroken).faults.map((fault) => fault.file)).toContain(file);
});
