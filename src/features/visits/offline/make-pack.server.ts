import { newId } from '#auth/tokens.server.ts';
import type { VisitWithCrew } from '#auth/visit-access.server.ts';
import { gateVersions } from '#catalogue/catalogue.ts';
import type { Database } from '#db/database.ts';
import { insertAuditEntry } from '#db/queries/audit.ts';
import { findGate } from '#db/queries/gates.ts';
import { insertPack, readPackRows } from '#db/queries/visit-packs.ts';
import { isCleared } from '#domain/gate.ts';
import type { Principal } from '#domain/permissions.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { mayBeTakenAlong } from '#domain/visit.ts';
import type { PackRows, VisitPack } from '#domain/visit-pack.ts';
import { dayBounds } from '#i18n/school-time.ts';

import { contentHere } from './content-here.server.ts';
import { isOfflineCopyOf } from './offline-copy.server.ts';
import { packKey, sealed } from './seal.server.ts';

/**
 * Makes the one file with which a visit runs without internet. The caller has checked who may take it along. A
 * visit without its class, or whose lesson cannot be run, cannot be taken along.
 */
export async function makePack(
  database: Database,
  who: Principal,
  visit: VisitWithCrew,
  handInAt: string,
  nowMs: number,
): Promise<Result<VisitPack, 'visit-not-ready' | 'not-taken-along' | 'gate-not-passed'>> {
  const madeByAccountId = who.account?.id ?? '';
  const content = contentHere();
  const { id: visitId, day, lessonId, classId, crew } = visit;
  if (!mayBeTakenAlong(visit.status) || isOfflineCopyOf(visitId)) return refuse('not-taken-along');
  const isCrew = crew.some(({ accountId }) => accountId === madeByAccountId);
  const carrier = isCrew ? madeByAccountId : (captainOf(visit) ?? null);
  if (classId === null || carrier === null || !content.lessons[lessonId]) return refuse('visit-not-ready');
  const gate = await findGate(database, carrier, visit.bankId ?? '');
  if (!isCleared(gate, dayBounds(day).untilMs, gateVersions())) return refuse('gate-not-passed');
  const packId = newId('pack');
  const { crew: _crew, ...row } = visit;
  const rows = await readPackRows(database, row, classId, carrier);
  const pack = sealed(packKey(packId), {
    format: 'square-one-visit',
    formatVersion: 1,
    ...{ packId, visitId, handInAt, madeAtMs: nowMs, accountId: carrier, day, lessonId },
    ...{ contentHash: content.hash, lessons: content.lessons, key: packKey(packId) },
    rows: { ...rows, classGrants: withGrants(rows, visit, classId) },
  } as const);
  await database.write([
    insertPack(database, {
      ...{ id: packId, visitId, madeByAccountId, contentHash: content.hash, madeAtMs: nowMs },
    }),
    insertAuditEntry(database, {
      atMs: nowMs,
      actorAccountId: madeByAccountId,
      action: 'visit-pack-made',
      subjectId: visitId,
    }),
  ]);
  return ok(pack);
}

function captainOf({ crew }: VisitWithCrew): string | undefined {
  return (crew.find(({ role }) => role === 'captain') ?? crew[0])?.accountId;
}

/** Who is of the crew and was given no access yet has it on the laptop for the visit's day, as everywhere. */
function withGrants(
  { classGrants }: PackRows,
  visit: VisitWithCrew,
  classId: string,
): PackRows['classGrants'] {
  const { fromMs, untilMs } = dayBounds(visit.day);
  const given = new Set(classGrants.map(({ accountId }) => accountId));
  const missing = visit.crew.filter(({ accountId }) => !given.has(accountId));
  return [
    ...classGrants,
    ...missing.map(({ accountId }) => ({
      ...{ id: newId('grant'), classId, accountId, fromMs, untilMs, visitId: visit.id },
      createdByAccountId: visit.createdByAccountId,
    })),
  ];
}
