import { z } from 'zod';

import { readVisitFor, type VisitWithCrew } from '#auth/visit-access.server.ts';
import { catalogue, findMisconception } from '#catalogue/catalogue.ts';
import type { Database } from '#db/database.ts';
import { addToYear } from '#db/queries/ledger.ts';
import {
  closeFollowUp,
  findFollowUp,
  insertFollowUp,
  listFollowUps,
  type FollowUp,
} from '#db/queries/visit-follow-ups.ts';
import { mayOnVisit, type Principal } from '#domain/permissions.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Bilingual } from '#domain/text.ts';
import { dayOf } from '#i18n/school-time.ts';
import { readHeatMap } from '#record/class-reads.server.ts';

import { readLearning } from '../learning.server.ts';
import { refuseTyped } from '../refuse-typed.ts';

export const followUpKinds = ['plan', 'deed', 'visit-again', 'correction'] as const;

/** A belief of the class and what helps against it: the beginning of its plan. No count goes with it. */
export interface Proposal {
  readonly code: string;
  readonly name: Bilingual;
  readonly fix: Bilingual;
}

export interface VisitFollowUps {
  readonly followUps: readonly (FollowUp & { readonly isLate: boolean; readonly mayClose: boolean })[];
  readonly proposals: readonly Proposal[];
  /** Who may answer for something: the teacher, the crew, and who asks. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly mayAdd: boolean;
}

export async function readVisitFollowUps(
  database: Database,
  who: Principal,
  visit: VisitWithCrew,
  teacherName: string | null,
  nowMs: number,
): Promise<VisitFollowUps> {
  const [rows, codes] = await Promise.all([
    listFollowUps(database, visit.id),
    strongestBeliefs(database, visit),
  ]);
  const today = dayOf(nowMs);
  const leads = mayOnVisit(who, 'change-visit', visit);
  const followUps = rows.map((row) => ({
    ...row,
    isLate: row.closedAtMs === null && row.dueOn < today,
    mayClose: row.closedAtMs === null && (leads || row.ownerAccountId === who.account?.id),
  }));
  const proposals = codes.flatMap((code): Proposal[] => {
    const found = findMisconception(code);
    return found ? [{ code, name: found.name, fix: found.fix }] : [];
  });
  const isNew = ({ name }: Proposal): boolean =>
    !rows.some(({ text }) => text.startsWith(name.zh) || text.startsWith(name.en));
  return {
    followUps,
    proposals: proposals.filter(isNew),
    people: peopleOf(who, visit, teacherName),
    mayAdd: mayBeFollowed(visit),
  };
}

/** What most pupils believed in the tests; without tests, what most answers of the lesson chose. */
async function strongestBeliefs(database: Database, visit: VisitWithCrew): Promise<readonly string[]> {
  const { change } = await readLearning(database, visit);
  if (change?.shown && change.misconceptions.length > 0) return change.misconceptions.map(({ code }) => code);
  if (visit.classId === null) return [];
  const map = await readHeatMap(database, catalogue(), visit.classId, [visit.lessonId]);
  return map.misconceptions.slice(0, 3).map(({ code }) => code);
}

function peopleOf(
  { account }: Principal,
  { crew, teacherAccountId }: VisitWithCrew,
  teacherName: string | null,
): VisitFollowUps['people'] {
  const people = new Map<string, string>();
  if (teacherAccountId !== null) people.set(teacherAccountId, teacherName ?? '');
  for (const { accountId, displayName } of crew) people.set(accountId, displayName);
  if (account) people.set(account.id, account.displayName);
  return [...people].map(([id, name]) => ({ id, name }));
}

function mayBeFollowed({ status }: VisitWithCrew): boolean {
  return status === 'agreed' || status === 'held' || status === 'reported';
}

const addSchema = z.object({
  id: z.string().min(8).max(64),
  kind: z.enum(followUpKinds),
  text: z.string().trim().min(2).max(300),
  ownerAccountId: z.string().max(64),
  dueOn: z.iso.date(),
});

export type FollowUpProblem =
  | 'not-found'
  | 'bad-input'
  | 'visit-not-agreed'
  | 'day-is-over'
  | 'follow-up-closed'
  | 'personal-data'
  | 'sells-something';

/** Puts something to do on the visit's list, with who answers for it and until when. */
export async function addFollowUp(
  database: Database,
  who: Principal,
  visitId: string,
  form: unknown,
  nowMs: number,
): Promise<Result<null, FollowUpProblem>> {
  const found = await readVisitFor(database, who, 'prepare-visit', visitId);
  if (!found.ok) return found;
  const parsed = addSchema.safeParse(form);
  if (!parsed.success) return refuse('bad-input');
  const { id, kind, text, ownerAccountId, dueOn } = parsed.data;
  if (!mayBeFollowed(found.value)) return refuse('visit-not-agreed');
  if (dueOn < dayOf(nowMs)) return refuse('day-is-over');
  if (!peopleOf(who, found.value, null).some((one) => one.id === ownerAccountId)) return refuse('bad-input');
  const typed = refuseTyped(text);
  if (!typed.ok) return typed;
  const row = { id, visitId, kind, text, ownerAccountId, dueOn, createdAtMs: nowMs };
  const kept = await database.write([
    insertFollowUp(database, row),
    ...countOne(database, found.value, 'follow-ups', nowMs),
  ]);
  // The same form sent twice adds once.
  return kept.ok || (await findFollowUp(database, id))?.visitId === visitId ? ok(null) : refuse('bad-input');
}

const closeSchema = z.object({ id: z.string().max(64), outcome: z.string().trim().min(1).max(300) });

/** Closes it with what came of it: whoever answers for it, or who leads the visit. */
export async function endFollowUp(
  database: Database,
  who: Principal,
  visitId: string,
  form: unknown,
  nowMs: number,
): Promise<Result<null, FollowUpProblem>> {
  const found = await readVisitFor(database, who, 'prepare-visit', visitId);
  if (!found.ok) return found;
  const parsed = closeSchema.safeParse(form);
  if (!parsed.success) return refuse('bad-input');
  const { id, outcome } = parsed.data;
  const row = await findFollowUp(database, id);
  const isTheirs = row?.ownerAccountId === who.account?.id || mayOnVisit(who, 'change-visit', found.value);
  if (row?.visitId !== visitId || !isTheirs) return refuse('not-found');
  const typed = refuseTyped(outcome);
  if (!typed.ok) return typed;
  const kept = await database.write([
    closeFollowUp(id, visitId, outcome, nowMs),
    ...countOne(database, found.value, 'follow-ups-closed', row.createdAtMs),
  ]);
  return kept.ok ? ok(null) : refuse('follow-up-closed');
}

/** Both count in the month in which the follow-up was made, so that what is closed is a part of what was made. */
function countOne(
  database: Database,
  { bankId }: VisitWithCrew,
  measure: 'follow-ups' | 'follow-ups-closed',
  createdAtMs: number,
) {
  if (bankId === null) return [];
  return [addToYear(database, { bankId, month: dayOf(createdAtMs).slice(0, 7), measure, by: 1 })];
}
