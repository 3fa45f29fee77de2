import { authConfig } from '#auth/config.server.ts';
import { longCodeHashOf, newClassCode } from '#auth/seat-secrets.server.ts';
import { StorageRefused, type Database } from '#db/database.ts';
import { findVisit } from '#db/queries/visits.ts';
import { insertPack, insertPackRows, setGrantTimes } from '#db/queries/visit-packs.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import {
  compareContent,
  judgeClock,
  packSchema,
  type ContentDifference,
  type PackRows,
  type VisitPack,
} from '#domain/visit-pack.ts';
import { dayBounds, dayOf } from '#i18n/school-time.ts';

import { contentHere } from './content-here.server.ts';
import { setOfflineCopy } from './offline-copy.server.ts';
import { isIntact } from './seal.server.ts';

/** Reads a file that should be a pack. */
export function readPack(
  text: string,
): Result<VisitPack, 'packUnreadable' | 'packOtherVersion' | 'packAltered'> {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return refuse('packUnreadable');
  }
  const { format, formatVersion } = (input ?? {}) as Record<string, unknown>;
  if (format !== 'square-one-visit') return refuse('packUnreadable');
  if (formatVersion !== 1) return refuse('packOtherVersion');
  const parsed = packSchema.safeParse(input);
  if (!parsed.success || !isIntact(parsed.data.key, parsed.data)) return refuse('packAltered');
  return ok(parsed.data as VisitPack);
}

export interface OpenedPack {
  readonly pack: VisitPack;
  /** The laptop had opened this very pack before, and keeps what it has. */
  readonly isAgain: boolean;
  readonly content: ContentDifference;
  readonly clock: ReturnType<typeof judgeClock>;
}

/**
 * Puts a pack into the laptop's own database. Opened again it keeps everything. A clock that cannot be right
 * keeps nobody out: then the crew's access lasts for the day that the clock says.
 */
export async function openPack(database: Database, pack: VisitPack, nowMs: number): Promise<OpenedPack> {
  const isAgain = (await findVisit(database, pack.visitId)) !== undefined;
  const { rows, seal: _seal, ...copy } = pack;
  const clock = judgeClock(pack, nowMs, dayOf(nowMs));
  if (!isAgain) {
    const { packId: id, visitId, accountId: madeByAccountId, contentHash, madeAtMs } = pack;
    const kept = await database.write([
      ...insertPackRows(database, withFreshSecrets(rows)),
      insertPack(database, { id, visitId, madeByAccountId, contentHash, madeAtMs }),
    ]);
    if (!kept.ok) throw new StorageRefused(`the pack does not fit: ${kept.constraint}`);
  }
  if (clock === 'impossible') {
    const { fromMs, untilMs } = dayBounds(dayOf(nowMs));
    const grants = rows.classGrants.map(({ id }) => setGrantTimes(database, String(id), fromMs, untilMs));
    await database.write(grants);
  }
  setOfflineCopy({ ...copy, classId: String(rows.classes[0]?.['id']) });
  return { pack, isAgain, content: compareContent(pack, contentHere()), clock };
}

/** Codes and long codes are the laptop's own: those of the main server stay there. */
function withFreshSecrets(rows: PackRows): PackRows {
  const { keys } = authConfig();
  return {
    ...rows,
    classes: rows.classes.map((row) => ({ ...row, code: newClassCode(), codeExpiresAtMs: 0 })),
    seats: rows.seats.map((row) => ({ ...row, longCodeHash: longCodeHashOf(keys, String(row['id']), 1) })),
  };
}
