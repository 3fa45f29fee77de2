import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { AuthoredCourse } from './authored.ts';
import type { FaultList } from './faults.ts';
import type { Course, CourseId, GradeSpan, Module } from './schema.ts';
import type { Bilingual } from '#domain/text.ts';
import type { YamlFile } from './yaml-file.ts';

/** A lesson as its course lists it, and the folder where its words are. */
export interface LessonOutline {
  readonly id: string;
  readonly slug: string;
  readonly courseId: CourseId;
  readonly module: Module;
  readonly grades: GradeSpan;
  readonly title: Bilingual;
  readonly summary: Bilingual;
  /** `content/courses/little-banker/02-meet-the-renminbi`; null until the lesson is ready. */
  readonly folder: string | null;
}

export interface CompiledCourse {
  readonly course: Course;
  readonly modules: readonly Module[];
  readonly lessons: readonly LessonOutline[];
}

export function compileCourse(
  root: string,
  authored: AuthoredCourse,
  { file, lineOf }: YamlFile<AuthoredCourse>,
  faults: FaultList,
): CompiledCourse {
  const modules: Module[] = [];
  const lessons: LessonOutline[] = [];
  const folders = new Set<string>();
  authored.modules.forEach((written, moduleAt) => {
    const module: Module = {
      id: written.id,
      courseId: authored.id,
      band: written.band,
      grades: gradeSpan(written.grades),
      title: written.title,
      summary: written.summary,
      lessonIds: written.lessons.map(({ id }) => id),
    };
    modules.push(module);
    if (written.id !== `${authored.id}-${written.band.toLowerCase()}`)
      faults.add(
        file,
        lineOf(['modules', moduleAt, 'id']),
        `this module is ${authored.id}-${written.band.toLowerCase()}`,
      );
    written.lessons.forEach((lesson, lessonAt) => {
      const folder = `content/courses/${authored.id}/${lesson.id.slice(2)}-${lesson.slug}`;
      folders.add(folder);
      const there = existsSync(join(root, folder));
      const line = lineOf(['modules', moduleAt, 'lessons', lessonAt]);
      if (lesson.ready && !there) faults.add(file, line, `${lesson.id} is ready, but ${folder} is not there`);
      if (!lesson.ready && there)
        faults.add(file, line, `${folder} is there, but ${lesson.id} is not \`ready: true\``);
      lessons.push({
        id: lesson.id,
        slug: lesson.slug,
        courseId: authored.id,
        module,
        grades: gradeSpan(lesson.grades),
        title: lesson.title,
        summary: lesson.summary,
        folder: lesson.ready && there ? folder : null,
      });
    });
  });
  for (const folder of lessonFolders(root, authored.id))
    if (!folders.has(folder)) faults.add(file, 1, `${folder} belongs to no lesson of this course`);
  const { id, title, summary } = authored;
  return { course: { id, title, summary, moduleIds: modules.map((module) => module.id) }, modules, lessons };
}

function lessonFolders(root: string, courseId: CourseId): string[] {
  const folder = `content/courses/${courseId}`;
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${folder}/${entry.name}`);
}

function gradeSpan(written: string): GradeSpan {
  const [from = 1, to = 9] = written.split('-').map(Number);
  return { from, to };
}
