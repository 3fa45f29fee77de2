import { findDistrict, findLesson } from '#catalogue/catalogue.ts';

import type { VisitNames } from './visit-frame.ts';

/** What the things are called that a visit names by id. */
export function nameVisit(
  visit: { readonly lessonId: string; readonly districtCode: string },
  people: Omit<VisitNames, 'lesson' | 'district' | 'teacher'> & { readonly teacher?: string | null },
): VisitNames {
  const { lessonId, districtCode } = visit;
  const unknown = (id: string) => ({ zh: id, en: id });
  return {
    bank: people.bank,
    school: people.school,
    class: people.class,
    teacher: people.teacher ?? null,
    lesson: findLesson(lessonId)?.title ?? unknown(lessonId),
    district: findDistrict(districtCode)?.name ?? unknown(districtCode),
  };
}
