import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { CompiledLesson } from './compile-lesson.ts';

/** A Chinese text that a pupil reads, and where its author wrote it. */
export interface PupilText {
  readonly text: string;
  readonly file: string;
  readonly line: number;
}

/** Everything that a pupil reads of a lesson: its words, cards, step titles, facts and questions. */
export function pupilTexts(root: string, { lesson, texts, outline, questions }: CompiledLesson): PupilText[] {
  if (!texts || !lesson.content || outline.folder === null) return [];
  const { file, frontmatter, tags, words } = texts.zh;
  const lessonLine = lineFinder(root, file);
  const cards = frontmatter.vocabulary.flatMap(({ word, gloss, example }) => [word, gloss, example]);
  const titles = tags
    .filter(({ name }) => name === 'Step')
    .map(({ attributes }) => attributes['title'] ?? '');
  const written = [...frontmatter.objectives, ...cards, ...titles];
  const questionFile = `${outline.folder}/questions.yaml`;
  const questionLine = lineFinder(root, questionFile);
  const asked = questions.flatMap(({ stem, options }) => [
    stem.zh,
    ...options.flatMap(({ text, feedback }) => [text.zh, feedback.zh]),
  ]);
  const courseFile = `content/courses/${outline.courseId}/course.yaml`;
  const factLine = lineFinder(root, 'content/facts.yaml');
  return [
    { text: lesson.title.zh, file: courseFile, line: lineFinder(root, courseFile)(lesson.title.zh) },
    ...words.map(({ text, line }) => ({ text, file, line })),
    ...written.map((text) => ({ text, file, line: lessonLine(text) })),
    ...asked.map((text) => ({ text, file: questionFile, line: questionLine(text) })),
    ...lesson.content.facts.map(({ text }) => ({
      text: text.zh,
      file: 'content/facts.yaml',
      line: factLine(text.zh),
    })),
  ];
}

function lineFinder(root: string, file: string): (text: string) => number {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  return (text) =>
    Math.max(
      0,
      lines.findIndex((line) => line.includes(text)),
    ) + 1;
}
