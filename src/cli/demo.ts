import { readAccountPrincipal } from '#auth/principals.server.ts';
import { catalogue } from '#catalogue/catalogue.ts';
import type { Database } from '#db/database.ts';
import { findAccountByEmail } from '#db/queries/accounts.ts';
import { listClassesOf } from '#db/queries/classes.ts';
import { listSeats } from '#db/queries/seats.ts';
import type { Principal } from '#domain/permissions.ts';
import { characterIds, pictureIds } from '#domain/seat-identity.ts';
import { createAttemptLimits } from '#features/accounts/attempt-limits.server.ts';
import { createAccount } from '#features/accounts/create-account.server.ts';
import { joinSeat } from '#features/accounts/join.server.ts';
import { openJoinWindow } from '#features/accounts/join-window.server.ts';
import { makeAccountLink } from '#features/accounts/links.server.ts';
import { learning } from '#features/learn/learning.server.ts';
import { assignModule } from '#features/teach/assignments.server.ts';
import { createClass } from '#features/teach/class-setup.server.ts';
import { inviteGuest } from '#features/teach/grants.server.ts';
import { dayOf } from '#i18n/school-time.ts';

import { passDemoGate } from './demo-gate.ts';
import { holdDemoVisit } from './demo-held-visit.ts';
import { seedDemoLedger } from './demo-ledger.ts';
import { doLesson } from './demo-pupils.ts';
import { openDemoVisit, seedDemoVisits } from './demo-visits.ts';
import { must } from './must.ts';

const dayMs = 24 * 60 * 60 * 1000;
const school = '示范小学 Demo School';
const bank = '示范银行 Demo Bank';
const accounts = [
  { email: 'teacher@demo.test', displayName: '王老师 Ms Wang', role: 'teacher', organisation: school },
  { email: 'volunteer@demo.test', displayName: '周姐姐 Sister Zhou', role: 'volunteer', organisation: bank },
  { email: 'coordinator@demo.test', displayName: '林协调员 Ms Lin', role: 'coordinator', organisation: bank },
] as const;

/** The demo's classes: a grade-2 class in the middle of LB02, an older one that did FI01 and then had a visit. */
const demoClasses = [
  { name: '二(2)', grade: 2, seatCount: 45, joined: 38, moduleIds: ['little-banker-a'], lessons: ['LB02'] },
  {
    name: '五(1)',
    grade: 5,
    seatCount: 42,
    joined: 40,
    moduleIds: ['little-banker-c', 'financial-integrity-p'],
    lessons: ['FI01'],
  },
] as const;

export interface DemoSigns {
  readonly classCode: string;
  /** Addresses without the site; each works once. */
  readonly teacherLink: string;
  readonly volunteerLink: string;
}

/**
 * Fills a fresh database with a demo school, made by simulated people through the same use cases as real ones.
 * Does nothing where any account exists.
 */
export async function seedDemo(
  database: Database,
  { password, nowMs, say }: { password: string; nowMs: number; say: (line: string) => void },
): Promise<void> {
  if (await findAccountByEmail(database, accounts[0].email)) return;
  say('正在布置示范学校…  Setting up the demo school…');
  for (const account of accounts)
    must(await createAccount(database, { ...account, demo: { password: password || null } }, nowMs));
  const teacher = await principalOf(database, accounts[0].email, nowMs);
  for (const wanted of demoClasses) await seedClass(database, teacher, wanted, nowMs);
  const coordinator = await principalOf(database, accounts[2].email, nowMs);
  await seedDemoLedger(database, coordinator, nowMs);
  const classes = await listClassesOf(database, teacher.account?.id ?? '');
  const older = classes.find(({ name }) => name === demoClasses[1].name);
  if (!older) throw new Error('The demo has no older class.');
  await seedDemoVisits(database, { teacher, coordinator }, older.id, nowMs);
  const volunteer = await principalOf(database, accounts[1].email, nowMs);
  await passDemoGate(database, volunteer, coordinator, nowMs - 6 * dayMs);
  await holdDemoVisit(database, { teacher, coordinator, volunteer }, older.id, nowMs);
}

async function seedClass(
  database: Database,
  teacher: Principal,
  wanted: (typeof demoClasses)[number],
  nowMs: number,
): Promise<void> {
  const { name, grade, seatCount, joined, moduleIds, lessons } = wanted;
  const dayOne = nowMs - 6 * dayMs;
  const classId = must(await createClass(database, teacher, { name, grade, seatCount }, dayOne));
  const dueOn = new Date(nowMs + 11 * dayMs).toISOString().slice(0, 10);
  for (const moduleId of moduleIds)
    must(await assignModule(database, teacher, classId, { moduleId, dueOn }, dayOne));

  const { code } = must(await openJoinWindow(database, teacher, classId, 40, dayOne));
  const limits = createAttemptLimits();
  for (let seat = 1; seat <= joined; seat += 1) {
    const pictures = [0, 5, 7].map((step) => at(pictureIds, seat + step));
    const request = {
      code,
      seat,
      pictures,
      character: at(characterIds, seat),
      deviceId: `demo-device-${seat}`,
    };
    must(
      await joinSeat(database, limits, request, {
        address: 'demo',
        device: 'demo',
        nowMs: dayOne + seat * 1000,
      }),
    );
  }
  const seats = (await listSeats(database, classId)).filter(({ claimedAtMs }) => claimedAtMs !== null);
  for (const [day, lessonId] of lessons.entries()) {
    const lesson = catalogue().lessons.find(({ id }) => id === lessonId);
    if (!lesson?.content) continue;
    const startMs = dayOne + day * 2 * dayMs;
    await Promise.all(
      seats.map(({ id, number }) =>
        doLesson(
          learning(),
          {
            seat: { id, classId, number, place: 'class' },
            seed: number * 7919 + day,
            skillBp: 4500 + ((number * 37) % 50) * 100,
            goesBp: number % 7 === 0 ? 5000 : 10_000,
          },
          lesson,
          startMs,
        ),
      ),
    );
  }
}

/** The demo's schoolday: every class is open to join, and the volunteer is a guest of each until tonight. */
async function openDemoDay(database: Database, teacher: Principal, nowMs: number): Promise<void> {
  const volunteer = await principalOf(database, accounts[1].email, nowMs);
  const coordinator = await principalOf(database, accounts[2].email, nowMs);
  await passDemoGate(database, volunteer, coordinator, nowMs);
  const day = dayOf(nowMs);
  for (const { id } of await listClassesOf(database, teacher.account?.id ?? '')) {
    must(await inviteGuest(database, teacher, id, { email: accounts[1].email, day }, nowMs));
    must(await openJoinWindow(database, teacher, id, 240, nowMs));
  }
  const visited = await findDemoClass(database, teacher.account?.id ?? '');
  if (visited) await openDemoVisit(database, { teacher, coordinator, volunteer }, visited.id, nowMs);
}

/** The class that is shown first: the younger one. */
async function findDemoClass(database: Database, teacherId: string) {
  const classes = await listClassesOf(database, teacherId);
  return classes.find(({ name }) => name === demoClasses[0].name) ?? classes[0];
}

/** What the terminal prints: a class code and a fresh sign-in link for teacher and volunteer. */
export async function demoSigns(database: Database, nowMs: number): Promise<DemoSigns | null> {
  const teacher = await findAccountByEmail(database, accounts[0].email);
  const volunteer = await findAccountByEmail(database, accounts[1].email);
  if (!teacher || !volunteer) return null;
  await openDemoDay(database, await principalOf(database, accounts[0].email, nowMs), nowMs);
  const first = await findDemoClass(database, teacher.id);
  if (!first) return null;
  const link = (accountId: string): Promise<string> =>
    makeAccountLink(database, { accountId, purpose: 'sign-in', nowMs });
  return {
    classCode: first.code,
    teacherLink: await link(teacher.id),
    volunteerLink: await link(volunteer.id),
  };
}

async function principalOf(database: Database, email: string, nowMs: number): Promise<Principal> {
  const account = await findAccountByEmail(database, email);
  if (!account) throw new Error(`No account of ${email}.`);
  return { account: await readAccountPrincipal(database, account, nowMs), seat: null };
}

function at<Item>(list: readonly Item[], index: number): Item {
  const item = list[index % list.length];
  if (item === undefined) throw new Error('The list is empty.');
  return item;
}
