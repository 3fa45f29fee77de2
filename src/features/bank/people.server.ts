import { z } from 'zod';

import { accountIsClosed } from '#auth/principals.server.ts';
import { gateVersions } from '#catalogue/catalogue.ts';
import type { Database, Statement } from '#db/database.ts';
import { setAccountEnd } from '#db/queries/accounts.ts';
import { insertAuditEntry } from '#db/queries/audit.ts';
import { deleteAuthSessionsOf, listMemberships } from '#db/queries/auth-sessions.ts';
import {
  countComingVisits,
  endGrantsOf,
  listCourseGoes,
  listPeopleOfBank,
  listServiceFor,
  setGate,
  type BankPerson,
  type GateRow,
  type Service,
} from '#db/queries/gates.ts';
import { missingAtGate, type GateStep } from '#domain/gate.ts';
import type { Principal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { dayBounds, dayOf } from '#i18n/school-time.ts';

import { bankOf } from './own-bank.ts';

export interface PersonLine {
  readonly accountId: string;
  readonly displayName: string;
  readonly email: string;
  readonly isVolunteer: boolean;
  readonly isCoordinator: boolean;
  readonly gate: GateRow | null;
  /** What is missing at this moment; nothing: cleared. */
  readonly missing: readonly GateStep[];
  readonly goes: { readonly goes: number; readonly best: number } | null;
  /** This year's held visits. */
  readonly service: Service;
  readonly comingVisits: number;
  readonly expiresAtMs: number | null;
  readonly isClosed: boolean;
  /** Nobody clears or closes themselves. */
  readonly isSelf: boolean;
}

/** Everyone who goes into classes for the coordinator's bank, with training, hours and what is missing. */
export async function readPeople(database: Database, who: Principal, nowMs: number): Promise<PersonLine[]> {
  const bank = bankOf(who);
  if (!bank) return [];
  const year = dayOf(nowMs).slice(0, 4);
  const thisYear = { fromMs: dayBounds(`${year}-01-01`).fromMs, untilMs: nowMs + 1 };
  const asked = gateVersions();
  const people = onePerAccount(await listPeopleOfBank(database, bank.id));
  const [goes, service, coming] = await Promise.all([
    listCourseGoes(
      database,
      people.map(({ account }) => account.id),
      asked.course,
    ),
    listServiceFor(database, bank.id, thisYear),
    countComingVisits(database, bank.id, nowMs),
  ]);
  return people.map(({ account, roles, gate }) => ({
    accountId: account.id,
    displayName: account.displayName,
    email: account.email,
    isVolunteer: roles.includes('volunteer'),
    isCoordinator: roles.includes('coordinator'),
    gate,
    missing: missingAtGate(gate, nowMs, asked),
    goes: goes.get(account.id) ?? null,
    service: service.get(account.id) ?? { visits: 0, minutes: 0 },
    comingVisits: coming.get(account.id) ?? 0,
    expiresAtMs: account.expiresAtMs,
    isClosed: accountIsClosed(account, nowMs),
    isSelf: account.id === who.account?.id,
  }));
}

type Person = Pick<BankPerson, 'account' | 'gate'> & { readonly roles: readonly BankPerson['role'][] };

function onePerAccount(rows: readonly BankPerson[]): Person[] {
  const people = new Map<string, Person>();
  for (const { account, gate, role } of rows) {
    const roles = [...(people.get(account.id)?.roles ?? []), role];
    people.set(account.id, { account, gate, roles });
  }
  return [...people.values()];
}

const yearMs = 366 * 24 * 60 * 60 * 1000;

/** Clears a volunteer until the end of a day, a year ahead at most; course and standards come first. Access beyond it ends. */
export async function clearPerson(
  database: Database,
  who: Principal,
  form: { readonly accountId: string; readonly day: string },
  nowMs: number,
): Promise<Result<null, ProblemCode>> {
  const found = await findPerson(database, who, form.accountId);
  if (!found.ok) return found;
  const day = z.iso.date().safeParse(form.day);
  if (!day.success) return refuse('bad-input');
  const { untilMs } = dayBounds(day.data);
  if (untilMs <= nowMs) return refuse('day-is-over');
  if (untilMs > nowMs + yearMs) return refuse('bad-input');
  const { person, bankId, byAccountId } = found.value;
  const gate = { ...(person.gate ?? { courseVersion: null, conductVersion: null }), clearedUntilMs: untilMs };
  if (missingAtGate(gate, untilMs, gateVersions()).length > 0) return refuse('gate-not-begun');
  await database.write([
    setGate(database, form.accountId, bankId, {
      ...{ clearedAtMs: nowMs, clearedByAccountId: byAccountId, clearedUntilMs: untilMs },
    }),
    endGrantsOf(database, form.accountId, nowMs, untilMs),
    noted(database, byAccountId, 'volunteer-cleared', form.accountId, nowMs),
  ]);
  return ok(null);
}

/** Takes the clearance back: every access to a class that the volunteer has or would get ends at this moment. */
export const takeBackClearance = actOnPerson(
  findPerson,
  'volunteer-clearance-taken-back',
  (database, { person, bankId }, nowMs) => uncleared(database, person.account.id, bankId, nowMs),
);

/** Sets the last day of an account that is the bank's alone; an empty day lets it run on. */
export async function setLastDay(
  database: Database,
  who: Principal,
  form: { readonly accountId: string; readonly day: string },
  nowMs: number,
): Promise<Result<null, ProblemCode>> {
  const found = await findOwnAccount(database, who, form.accountId);
  if (!found.ok) return found;
  const day = form.day === '' ? null : z.iso.date().safeParse(form.day);
  if (day && !day.success) return refuse('bad-input');
  const expiresAtMs = day?.data ? dayBounds(day.data).untilMs : null;
  if (expiresAtMs !== null && expiresAtMs <= nowMs) return refuse('day-is-over');
  await database.write([
    setAccountEnd(database, form.accountId, { expiresAtMs }),
    noted(database, found.value.byAccountId, 'account-last-day-set', form.accountId, nowMs),
  ]);
  return ok(null);
}

/** Closes an account that is the bank's alone: signed out everywhere, out of every class, not cleared. */
export const closeAccount = actOnPerson(
  findOwnAccount,
  'account-closed',
  (database, { person, bankId }, nowMs) => [
    setAccountEnd(database, person.account.id, { disabledAtMs: nowMs }),
    ...uncleared(database, person.account.id, bankId, nowMs),
    deleteAuthSessionsOf(database, person.account.id),
  ],
);

/** Opens a closed account; the gate has to be cleared anew. */
export const reopenAccount = actOnPerson(findOwnAccount, 'account-opened', (database, { person }) => [
  setAccountEnd(database, person.account.id, { disabledAtMs: null, expiresAtMs: null }),
]);

/** What a coordinator does to one person by a button: found, written and noted, or refused. */
function actOnPerson(
  find: (database: Database, who: Principal, accountId: string) => Promise<Result<FoundPerson, ProblemCode>>,
  action: string,
  write: (database: Database, found: FoundPerson, nowMs: number) => readonly Statement[],
): (
  database: Database,
  who: Principal,
  accountId: string,
  nowMs: number,
) => Promise<Result<null, ProblemCode>> {
  return async (database, who, accountId, nowMs) => {
    const found = await find(database, who, accountId);
    if (!found.ok) return found;
    await database.write([
      ...write(database, found.value, nowMs),
      noted(database, found.value.byAccountId, action, accountId, nowMs),
    ]);
    return ok(null);
  };
}

function uncleared(database: Database, accountId: string, bankId: string, nowMs: number): Statement[] {
  return [
    setGate(database, accountId, bankId, { clearedUntilMs: null }),
    endGrantsOf(database, accountId, nowMs),
  ];
}

interface FoundPerson {
  readonly person: Person;
  readonly bankId: string;
  readonly byAccountId: string;
}

/** Somebody else of the coordinator's own bank. */
async function findPerson(
  database: Database,
  who: Principal,
  accountId: string,
): Promise<Result<FoundPerson, 'not-found'>> {
  const bank = bankOf(who);
  if (!bank || !who.account || accountId === who.account.id) return refuse('not-found');
  const people = onePerAccount(await listPeopleOfBank(database, bank.id));
  const person = people.find(({ account }) => account.id === accountId);
  return person ? ok({ person, bankId: bank.id, byAccountId: who.account.id }) : refuse('not-found');
}

/** A bank ends nobody's work elsewhere: who also teaches, or goes for another bank, keeps the account. */
async function findOwnAccount(
  database: Database,
  who: Principal,
  accountId: string,
): Promise<Result<FoundPerson, 'not-found' | 'account-of-others'>> {
  const found = await findPerson(database, who, accountId);
  if (!found.ok) return found;
  const memberships = await listMemberships(database, accountId);
  const isOfOthers = memberships.some(({ organisationId }) => organisationId !== found.value.bankId);
  return isOfOthers ? refuse('account-of-others') : found;
}

function noted(
  database: Database,
  actorAccountId: string,
  action: string,
  subjectId: string,
  atMs: number,
): Statement {
  return insertAuditEntry(database, { atMs, actorAccountId, action, subjectId });
}
