import { z } from 'zod';

const id = z.string().min(1).max(80);
/** A row as the tables have it; what it means is the tables' own affair, and the seal says that nobody touched it. */
const row = z.record(z.string().max(60), z.json());
const rows = z.array(row).max(200);

/** What a laptop needs of a visit, table by table. Nothing of what pupils did, and no secret of theirs. */
export const packTables = [
  'organisations',
  'accounts',
  'memberships',
  'classes',
  'seats',
  'assignments',
  'visits',
  'visitHosts',
  'visitCrew',
  'classGrants',
  'volunteerGates',
  'testSittings',
] as const;
export type PackTable = (typeof packTables)[number];
export type PackRows = Readonly<Record<PackTable, readonly Readonly<Record<string, unknown>>[]>>;

/** A visit taken along: the file that `/visits/ID/pack` makes and `npm start -- --visit FILE` opens. */
export const packSchema = z.strictObject({
  format: z.literal('square-one-visit'),
  /** Of the tables and of this file; another one is refused. */
  formatVersion: z.literal(1),
  /** Names a folder on the laptop too. */
  packId: z.string().regex(/^pack_[a-z2-7]{20}$/),
  visitId: id,
  /** Where the results are handed in. */
  handInAt: z.url().max(300),
  /** By the server's clock. */
  madeAtMs: z.int().positive(),
  /** Who signs in on the laptop. */
  accountId: id,
  /** The day of the visit in the school, YYYY-MM-DD. */
  day: z.iso.date(),
  lessonId: id,
  contentHash: z.string().max(64),
  /** Lesson id → version of its content on the server. */
  lessons: z.record(id, z.string().max(64)),
  /** What the laptop signs its results with. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
  rows: z.strictObject(
    Object.fromEntries(packTables.map((name) => [name, rows])) as Record<PackTable, typeof rows>,
  ),
  /** Over everything else: shows that the file is as it was made. */
  seal: z.string().regex(/^[0-9a-f]{64}$/),
});

export type VisitPack = Omit<z.output<typeof packSchema>, 'rows'> & { readonly rows: PackRows };

export interface ContentDifference {
  /** The content as a whole is another one. */
  readonly differs: boolean;
  /** Lessons that are other ones here, or missing. */
  readonly lessonIds: readonly string[];
  /** The visit's own lesson is among them. */
  readonly visitsOwn: boolean;
}

/** What is other here than on the server that made the pack. */
export function compareContent(
  pack: Pick<VisitPack, 'contentHash' | 'lessons' | 'lessonId'>,
  here: { readonly hash: string; readonly lessons: Readonly<Record<string, string>> },
): ContentDifference {
  const ids = [...new Set([...Object.keys(pack.lessons), ...Object.keys(here.lessons)])];
  const lessonIds = ids.filter((one) => pack.lessons[one] !== here.lessons[one]).sort();
  return {
    differs: pack.contentHash !== here.hash,
    lessonIds,
    visitsOwn: lessonIds.includes(pack.lessonId) || here.lessons[pack.lessonId] === undefined,
  };
}

/** A clock may be this much behind or ahead and still be called right. */
export const clockSkewMs = 10 * 60 * 1000;

/** How a laptop's clock looks when it opens a pack: it cannot be right, or says another day than the visit's. */
export function judgeClock(
  pack: Pick<VisitPack, 'madeAtMs' | 'day'>,
  nowMs: number,
  today: string,
): 'right' | 'impossible' | 'other-day' {
  if (nowMs < pack.madeAtMs - clockSkewMs) return 'impossible';
  return today === pack.day ? 'right' : 'other-day';
}
