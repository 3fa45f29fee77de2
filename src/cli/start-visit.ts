import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { findLesson } from '#catalogue/catalogue.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import type { Database } from '#db/database.ts';
import { findAccount } from '#db/queries/accounts.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { inLocale, type Locale } from '#domain/text.ts';
import { compareContent, type VisitPack } from '#domain/visit-pack.ts';
import { makeAccountLink } from '#features/accounts/links.server.ts';
import { contentHere } from '#features/visits/offline/content-here.server.ts';
import { openPack, readPack, type OpenedPack } from '#features/visits/offline/open-pack.server.ts';
import { dayOf, sayDay, sayMoment } from '#i18n/school-time.ts';
import { fill, words } from '#i18n/index.ts';

type Say = ReturnType<typeof words>['visitOffline'];
type SayKey = { [Key in keyof Say]: Say[Key] extends string ? Key : never }[keyof Say];

/** A sentence in both languages, Chinese first; values may differ by language. */
function both(key: SayKey, values: (locale: Locale) => Record<string, string>): string {
  return (['zh-CN', 'en'] as const)
    .map((locale) => fill(words(locale).visitOffline[key], values(locale)))
    .join('\n');
}

/** The pack of `--visit FILE`, or why it cannot be opened. The path is as the person sees it who typed it. */
export function readVisitFile(
  file: string,
  env: Record<string, string | undefined>,
): Result<VisitPack, string> {
  // npm runs its scripts in the project's folder and says where it was called.
  const path = [env['INIT_CWD'] ?? '.', '.'].map((folder) => resolve(folder, file)).find(existsSync);
  if (path === undefined) return refuse(both('packNotFound', () => ({ file })));
  const pack = readPack(readFileSync(path, 'utf8'));
  return pack.ok ? pack : refuse(both(pack.problem, () => ({ file })));
}

/** Whether the visit's own lesson can be run here as it is on the site. Asked when the site is built. */
export async function checkLesson(pack: VisitPack): Promise<Result<null, string>> {
  await loadCatalogue();
  if (!compareContent(pack, contentHere()).visitsOwn) return ok(null);
  return refuse(both('lessonDiffers', (locale) => ({ lesson: lessonName(pack, locale) })));
}

/** Opens the pack in the laptop's own database and answers what its volunteer must know. */
export async function openVisit(
  database: Database,
  pack: VisitPack,
  nowMs: number,
): Promise<(address: string) => readonly string[]> {
  const opened = await openPack(database, pack, nowMs);
  const { accountId, visitId } = pack;
  const link = await makeAccountLink(database, { accountId, purpose: 'sign-in', nowMs });
  const name = (await findAccount(database, accountId))?.displayName ?? '';
  return (address) => [
    ...warnings(opened, nowMs),
    opening(opened),
    '',
    both('signInHere', () => ({ name })),
    `  ${address}${link}?next=${encodeURIComponent(`/visits/${visitId}`)}`,
  ];
}

function opening({ pack, isAgain }: OpenedPack): string {
  const named = pack.rows.classes[0]?.['name'];
  const itsClass = typeof named === 'string' ? named : '';
  return both(isAgain ? 'openedAgain' : 'opened', (locale) => ({
    day: sayDay(pack.day, locale),
    lesson: lessonName(pack, locale),
    class: itsClass,
  }));
}

function warnings({ pack, content, clock }: OpenedPack, nowMs: number): string[] {
  const lines: string[] = [];
  if (content.lessonIds.length > 0)
    lines.push(
      both('otherLessonsDiffer', () => ({ lessons: content.lessonIds.join(' ') })),
      '',
    );
  else if (content.differs)
    lines.push(
      both('onlyWordsDiffer', () => ({})),
      '',
    );
  if (clock === 'impossible')
    lines.push(
      both('clockImpossible', () => ({
        now: `${dayOf(nowMs)} ${sayMoment(nowMs, 'zh-CN').split(' ').at(-1) ?? ''}`,
        made: dayOf(pack.madeAtMs),
      })),
      '',
    );
  if (clock === 'other-day')
    lines.push(
      both('otherDay', () => ({ day: pack.day, today: dayOf(nowMs) })),
      '',
    );
  return lines;
}

function lessonName({ lessonId }: VisitPack, locale: Locale): string {
  const title = findLesson(lessonId)?.title;
  return title ? `${lessonId} ${inLocale(title, locale)}` : lessonId;
}
