import type { VisitWithCrew } from '#auth/visit-access.server.ts';
import { findLesson } from '#catalogue/catalogue.ts';
import type { Database } from '#db/database.ts';
import { listVisitHosts, type VisitHost } from '#db/queries/visit-booking.ts';
import type { Bilingual } from '#domain/text.ts';

import { isClearedOn } from './clearance.server.ts';

/** What a school wants to know before somebody comes in, read from the arrangement and the lesson. */
export interface Filing {
  readonly hosts: readonly VisitHost[];
  readonly clearedIds: readonly string[];
  readonly steps: readonly { readonly title: Bilingual; readonly minutes: number }[];
  readonly screenMinutes: number;
  readonly objectives: readonly Bilingual[];
  readonly materials: readonly Bilingual[];
  readonly facts: readonly { readonly source: Bilingual; readonly verifiedOn: string }[];
}

export async function readFiling(database: Database, visit: VisitWithCrew): Promise<Filing> {
  const content = findLesson(visit.lessonId)?.content;
  const plan = content?.plans.find(({ minutes }) => minutes === visit.planMinutes);
  const { bankId } = visit;
  const [hosts, cleared] = await Promise.all([
    listVisitHosts(database, visit.id),
    Promise.all(
      visit.crew.map(async ({ accountId }) =>
        bankId !== null && (await isClearedOn(database, bankId, accountId, visit.day)) ? [accountId] : [],
      ),
    ),
  ]);
  const sources = new Map(
    (content?.facts ?? []).map(({ source, verifiedOn }) => [source.zh, { source, verifiedOn }]),
  );
  return {
    hosts,
    clearedIds: cleared.flat(),
    steps: plan?.steps.map(({ title, minutes }) => ({ title, minutes })) ?? [],
    screenMinutes: plan?.steps.reduce((sum, step) => sum + step.screenMinutes, 0) ?? 0,
    objectives: content?.objectives ?? [],
    materials: plan?.materials ?? [],
    facts: [...sources.values()],
  };
}
