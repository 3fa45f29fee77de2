import { findLesson } from '#catalogue/catalogue.ts';
import { findClass } from '#db/queries/classes.ts';
import { makeDeck } from '#features/visits/prepare/deck.ts';
import { kitSheets, type KitProps, type PlanProps } from '#features/visits/prepare/prepare-screens.ts';
import { makeRunSheet } from '#features/visits/prepare/run-sheet.ts';

import { notFound, type PageContext } from '../_teach/frame.ts';
import { readVisitFrame } from './frame.ts';

/** `/visits/ID/plan?minutes=20`: the run sheet by the clock of the visit. */
export async function planPage(context: PageContext): Promise<PlanProps | Response> {
  const frame = await readVisitFrame(context, 'prepare-visit');
  if (!frame) return notFound();
  const { lessonId, startMinute, planMinutes } = frame.visit;
  const lengths = lengthsOf(lessonId);
  const asked = Number(context.url.searchParams.get('minutes'));
  const minutes = lengths.includes(asked) ? asked : planMinutes;
  return { ...frame, lengths, sheet: makeRunSheet(lessonId, minutes, startMinute, frame.locale) };
}

/** `/visits/ID/kit?sheet=deck`: what there is to print. */
export async function kitPage(context: PageContext): Promise<KitProps | Response> {
  const frame = await readVisitFrame(context, 'prepare-visit');
  if (!frame) return notFound();
  const { database, principal } = context.locals;
  const { visit, locale } = frame;
  const { lessonId, planMinutes, startMinute, classId } = visit;
  const itsClass = classId === null ? undefined : await findClass(database, classId);
  const isTeacher = principal.account?.id === visit.teacherAccountId;
  const asked = context.url.searchParams.get('sheet');
  return {
    ...frame,
    sheet: kitSheets.find((one) => one === asked) ?? null,
    deck: makeDeck(lessonId, planMinutes, locale),
    materials: makeRunSheet(lessonId, planMinutes, startMinute, locale)?.materials ?? [],
    seatCount: itsClass?.seatCount ?? null,
    cardsPath: isTeacher && classId !== null ? `/teach/classes/${classId}/answer-cards` : null,
  };
}

/** Lengths that a lesson has plans for, in minutes. */
export function lengthsOf(lessonId: string): readonly number[] {
  return findLesson(lessonId)?.content?.plans.map(({ minutes }) => minutes) ?? [];
}
