import { findDistrict, findLesson } from '#catalogue/catalogue.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { dayBounds, dayOf } from '#i18n/school-time.ts';

import { stretchOf, type VisitStretch } from './visit-forms.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** Further ahead is a slip of the pen. */
const furthestMs = 366 * dayMs;

/** Whether a lesson can be given then: its plan exists, the time is to come and within one day. */
export function checkWhenAndWhat(
  wanted: { day: string; time: string; minutes: number; lessonId: string },
  nowMs: number,
): Result<VisitStretch, ProblemCode> {
  const stretch = stretchOf(wanted);
  if (dayBounds(wanted.day).untilMs <= dayBounds(dayOf(nowMs)).fromMs) return refuse('day-is-over');
  if (stretch.startsAtMs <= nowMs) return refuse('time-is-over');
  if (stretch.startsAtMs > nowMs + furthestMs) return refuse('bad-input');
  if (stretch.endsAtMs > dayBounds(wanted.day).untilMs) return refuse('bad-input');
  const plans = findLesson(wanted.lessonId)?.content?.plans ?? [];
  return plans.some(({ minutes }) => minutes === wanted.minutes) ? ok(stretch) : refuse('unknown-lesson');
}

/** A county or a town; visits are not held in a whole province. */
export function isVisitPlace(districtCode: string): boolean {
  const level = findDistrict(districtCode)?.level;
  return level === 'county' || level === 'town';
}
