import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { RubyText } from '#domain/ruby.ts';
import type { Bilingual } from '#domain/text.ts';

import { annotatePinyin, type PinyinPolicy, type Readings } from './annotate-pinyin.ts';
import { shortHash } from './canonical.ts';
import type { LessonOutline } from './compile-course.ts';
import { authoredHardQuestions } from './authored.ts';
import { compilePlans } from './compile-plan.ts';
import { compileQuestions } from './compile-questions.ts';
import type { FaultList } from './faults.ts';
import type { KnownNames } from './known-names.ts';
import { checkLessonTags } from './lesson-tags.ts';
import { readLessonText, type LessonText } from './lesson-text.ts';
import { readYaml } from './yaml-file.ts';
import type { Fact, Lesson, LessonContent, Question } from './schema.ts';

export interface CompiledLesson {
  readonly outline: LessonOutline;
  readonly lesson: Lesson;
  /** Open and sealed ones. */
  readonly questions: readonly Question[];
  /** The two files as read; null until the lesson is ready. */
  readonly texts: { readonly zh: LessonText; readonly en: LessonText } | null;
  readonly pinyin: PinyinPolicy;
}

export interface LessonSources {
  readonly root: string;
  readonly outline: LessonOutline;
  readonly known: KnownNames;
  readonly facts: readonly Fact[];
  readonly readings: Readings;
  readonly faults: FaultList;
}

/** Gives Chinese the readings that the lesson's grade needs. */
export type AddReadings = (text: Bilingual) => RubyText;

export function compileLesson(sources: LessonSources): CompiledLesson {
  const { root, outline, faults, readings } = sources;
  const texts = outline.folder === null ? null : readTexts(root, outline.folder, faults);
  const pinyin = pinyinPolicy(outline, texts?.zh ?? null);
  const addReadings: AddReadings = (text) => ({
    zh: text.zh,
    en: text.en,
    ruby: annotatePinyin(text.zh, pinyin, readings),
  });
  const questions =
    outline.folder === null ? [] : compileQuestions(sources, `${outline.folder}/questions.yaml`, addReadings);
  const content = texts && compileContentOf(sources, texts, questions, addReadings);
  const lesson: Lesson = {
    id: outline.id,
    slug: outline.slug,
    path: `/courses/${outline.courseId}/${outline.slug}`,
    courseId: outline.courseId,
    moduleId: outline.module.id,
    grades: outline.grades,
    title: addReadings(outline.title),
    summary: addReadings(outline.summary),
    ready: content !== null,
    content,
  };
  return { outline, lesson, questions, texts, pinyin };
}

/** Grades 1–2 read everything with pinyin; later grades only the words that the lesson brings. */
function pinyinPolicy(outline: LessonOutline, text: LessonText | null): PinyinPolicy {
  if (outline.grades.from <= 2) return 'all';
  return { words: text?.frontmatter.vocabulary.map(({ word }) => word) ?? [] };
}

function readTexts(root: string, folder: string, faults: FaultList) {
  const read = (language: 'zh' | 'en') => {
    const file = `${folder}/lesson.${language}.mdx`;
    if (existsSync(join(root, file)))
      return readLessonText(readFileSync(join(root, file), 'utf8'), file, faults);
    faults.add(file, 1, 'the file is missing');
    return null;
  };
  const [zh, en] = [read('zh'), read('en')];
  return zh && en && { zh, en };
}

function compileContentOf(
  { root, outline, known, facts, readings, faults }: LessonSources,
  texts: { zh: LessonText; en: LessonText },
  questions: readonly Question[],
  addReadings: AddReadings,
): LessonContent | null {
  const folder = outline.folder ?? '';
  const open = questions.filter(({ sealed }) => !sealed).map(({ id }) => id);
  for (const text of [texts.zh, texts.en]) checkLessonTags(text, open, known, faults);
  const [zh, en] = [texts.zh.frontmatter, texts.en.frontmatter];
  if (zh.vocabulary.length !== en.vocabulary.length || zh.objectives.length !== en.objectives.length)
    faults.add(texts.en.file, 1, 'both languages have the same number of objectives and vocabulary cards');
  const pairs = (name: string, word: (tag: LessonText['tags'][number]) => string) => {
    const english = texts.en.tags.filter((tag) => tag.name === name).map(word);
    return texts.zh.tags
      .filter((tag) => tag.name === name)
      .map((tag, at) => addReadings({ zh: word(tag), en: english[at] ?? '' }));
  };
  const game = texts.zh.tags.find(({ name }) => name === 'Game')?.attributes['name'] ?? null;
  const asked = texts.zh.tags
    .filter(({ name }) => name === 'Question')
    .map((tag) => tag.attributes['id'] ?? '');
  const files = ['lesson.zh.mdx', 'lesson.en.mdx', 'questions.yaml', 'plan.yaml', 'hard-questions.yaml'];
  const hard = readYaml(root, `${folder}/hard-questions.yaml`, authoredHardQuestions, faults).value ?? [];
  return {
    version: shortHash(files.map((file) => readIfThere(join(root, folder, file))).join('\0')),
    objectives: zh.objectives.map((objective, at) =>
      addReadings({ zh: objective, en: en.objectives[at] ?? '' }),
    ),
    vocabulary: zh.vocabulary.map((card, at) => ({
      word: {
        zh: card.word,
        en: en.vocabulary[at]?.word ?? '',
        ruby: annotatePinyin(card.word, 'all', readings),
      },
      gloss: addReadings({ zh: card.gloss, en: en.vocabulary[at]?.gloss ?? '' }),
      example: addReadings({ zh: card.example, en: en.vocabulary[at]?.example ?? '' }),
    })),
    questionIds: asked,
    game:
      game === null
        ? null
        : { id: game as NonNullable<LessonContent['game']>['id'], band: outline.module.band },
    steps: pairs('Step', (tag) => tag.attributes['title'] ?? ''),
    facts: texts.zh.tags
      .filter(({ name }) => name === 'Fact')
      .flatMap(({ attributes }) => facts.find(({ id }) => id === attributes['id']) ?? [])
      .map((fact) => ({ ...fact, text: addReadings(fact.text) })),
    hardQuestions: hard.map(({ ask, say, hand_on: handOn }) => ({
      question: ask,
      answer: say,
      handOn: handOn ?? null,
    })),
    plans: compilePlans(root, `${folder}/plan.yaml`, open, known, faults),
    familyTask: pairs('FamilyTask', (tag) => tag.text)[0] ?? { zh: '', en: '', ruby: [] },
  };
}

function readIfThere(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
