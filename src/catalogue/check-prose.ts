import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { findSelling } from '#domain/no-selling.ts';

import { authoredSellingWords } from './authored.ts';
import type { Compilation } from './compile.ts';
import type { CompiledLesson } from './compile-lesson.ts';
import { FaultList, type ContentFault } from './faults.ts';
import type { LessonTag } from './lesson-text.ts';
import { pupilTexts } from './pupil-texts.ts';
import { longestSentence, readingLength, sentencesOf } from './sentences.ts';
import { readYaml } from './yaml-file.ts';

const forbiddenWords = z.array(
  z.strictObject({ word: z.string().min(1), why: z.string().min(1), quotable: z.literal(true).optional() }),
);
type ForbiddenWord = z.infer<typeof forbiddenWords>[number];

/** Checks what the compiler cannot know to be wrong: length, both languages alike, words that do not belong. */
export function checkProse(root: string, { lessons }: Compilation): readonly ContentFault[] {
  const faults = new FaultList();
  const forbidden = readYaml(root, 'content/forbidden-words.yaml', forbiddenWords, faults).value ?? [];
  const selling = (readYaml(root, 'content/selling-words.yaml', authoredSellingWords, faults).value ?? [])
    .filter(({ taught }) => !taught)
    .flatMap(({ words }) => words);
  for (const lesson of lessons) {
    if (!lesson.texts || lesson.outline.folder === null) continue;
    checkSentences(root, lesson, faults);
    checkStructure(lesson.texts, faults);
    for (const name of [
      'lesson.zh.mdx',
      'lesson.en.mdx',
      'questions.yaml',
      'plan.yaml',
      'hard-questions.yaml',
    ]) {
      const file = `${lesson.outline.folder}/${name}`;
      const lines = readFileSync(join(root, file), 'utf8').split('\n');
      checkWords(file, lines, forbidden, faults);
      checkSelling(file, lines, selling, faults);
    }
  }
  return faults.faults;
}

function checkSentences(root: string, lesson: CompiledLesson, faults: FaultList): void {
  const longest = longestSentence(lesson.outline.grades.from);
  for (const { text, file, line } of pupilTexts(root, lesson)) {
    if (file.endsWith('facts.yaml')) continue;
    for (const sentence of sentencesOf(text)) {
      const length = readingLength(sentence);
      if (length > longest)
        faults.add(file, line, `“${sentence}” has ${length} characters; this grade reads ${longest}`);
    }
  }
}

/** The two languages ask, show and play the same things in the same order. */
function checkStructure(texts: NonNullable<CompiledLesson['texts']>, faults: FaultList): void {
  const [zh, en] = [texts.zh.tags.map(signature), texts.en.tags.map(signature)];
  const at = zh.findIndex((tag, place) => tag !== en[place]);
  const place = at === -1 && en.length > zh.length ? zh.length : at;
  if (place === -1) return;
  const line = texts.en.tags[place]?.line ?? texts.en.tags.at(-1)?.line ?? 1;
  faults.add(
    texts.en.file,
    line,
    `here stands ${en[place] ?? 'nothing'}, in Chinese ${zh[place] ?? 'nothing'}`,
  );
}

function signature({ name, attributes }: LessonTag): string {
  const { id, who, mood, name: named } = attributes;
  return [`<${name}`, id, who, mood, named].filter((part) => part !== undefined).join(' ') + '>';
}

function checkWords(
  file: string,
  lines: readonly string[],
  forbidden: readonly ForbiddenWord[],
  faults: FaultList,
): void {
  lines.forEach((line, at) => {
    for (const { word, why, quotable } of forbidden) {
      const looked = quotable ? withoutQuotes(line) : line;
      if (looked.includes(word)) faults.add(file, at + 1, `“${word}” does not belong here: ${why}`);
    }
  });
}

/** A lesson may quote what somebody says who sells; it never says so itself. */
function checkSelling(
  file: string,
  lines: readonly string[],
  words: readonly string[],
  faults: FaultList,
): void {
  lines.forEach((line, at) => {
    for (const word of findSelling(withoutQuotes(line), words))
      faults.add(
        file,
        at + 1,
        `“${word}” sells something; quote it as somebody's words, or say it otherwise`,
      );
  });
}

function withoutQuotes(line: string): string {
  return line.replaceAll(/“[^”]*”|\\?"[^"]*"/g, '');
}
