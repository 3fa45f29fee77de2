import type { GateVersions } from '#domain/gate.ts';

import type {
  Campaign,
  Catalogue,
  Course,
  District,
  Lesson,
  Misconception,
  Module,
  Question,
} from './schema.ts';

const holder = globalThis as unknown as Record<symbol, Catalogue | undefined>;
const key = Symbol.for('square-one.catalogue');

/** The process's one catalogue. Server, CLI, tests and the build set it through `loadCatalogue()` (load.ts). */
export function setCatalogue(catalogue: Catalogue): void {
  holder[key] = catalogue;
}

/** The catalogue, keys of sealed questions included: for the server only. */
export function catalogue(): Catalogue {
  const found = holder[key];
  if (!found) throw new Error('The catalogue is not loaded: await loadCatalogue() comes first.');
  return found;
}

export function heldCatalogue(): Catalogue | null {
  return holder[key] ?? null;
}

export function findCourse(id: string): Course | undefined {
  return catalogue().courses.find((course) => course.id === id);
}

export function findModule(id: string): Module | undefined {
  return catalogue().modules.find((module) => module.id === id);
}

/** By id (`LB02`). */
export function findLesson(id: string): Lesson | undefined {
  return catalogue().lessons.find((lesson) => lesson.id === id);
}

export function lessonsOfModule(moduleId: string): readonly Lesson[] {
  return catalogue().lessons.filter((lesson) => lesson.moduleId === moduleId);
}

export function findQuestion(id: string): Question | undefined {
  return catalogue().questions.find((question) => question.id === id);
}

export function findMisconception(code: string): Misconception | undefined {
  return catalogue().misconceptions.find((misconception) => misconception.code === code);
}

/** By code (`330382`). */
export function findDistrict(code: string): District | undefined {
  return catalogue().districts.find((district) => district.code === code);
}

export function findCampaign(id: string): Campaign | undefined {
  return catalogue().campaigns.find((campaign) => campaign.id === id);
}

/** The versions of the volunteers' course and standards that the gate asks for. */
export function gateVersions(): GateVersions {
  const { course, conduct } = catalogue().volunteers;
  return { course: course.version, conduct: conduct.version };
}
