import { findLesson } from '#catalogue/catalogue.ts';
import type { Database } from '#db/database.ts';
import { listVisitHosts } from '#db/queries/visit-booking.ts';
import type { VisitRow } from '#db/queries/visits.ts';
import type { Bilingual } from '#domain/text.ts';

/** What a school's bulletin and the word to the families say of a visit: no pupil is in it, no bank and no product. */
export interface Bulletin {
  /** Who held it together, banks left out: a bulletin is no place for a brand. */
  readonly hosts: readonly string[];
  readonly learned: readonly Bilingual[];
  readonly familyTask: Bilingual;
  /** Where the lesson's facts come from, with the month in which they were checked. */
  readonly sources: readonly Bilingual[];
}

export async function readBulletin(database: Database, visit: VisitRow): Promise<Bulletin> {
  const hosts = await listVisitHosts(database, visit.id);
  const content = findLesson(visit.lessonId)?.content;
  return {
    hosts: hosts.filter(({ kind }) => kind !== 'bank').map(({ name }) => name),
    learned: content?.objectives ?? [],
    familyTask: content?.familyTask ?? { zh: '', en: '' },
    sources: (content?.facts ?? []).map(({ source, verifiedOn }) => ({
      zh: `${source.zh}（${verifiedOn} 核对）`,
      en: `${source.en} (checked ${verifiedOn})`,
    })),
  };
}
