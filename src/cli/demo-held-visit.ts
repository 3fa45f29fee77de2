import { readAccountPrincipal } from '#auth/principals.server.ts';
import { newId } from '#auth/tokens.server.ts';
import { readVisitFor } from '#auth/visit-access.server.ts';
import { catalogue } from '#catalogue/catalogue.ts';
import type { VisitCheck } from '#catalogue/schema.ts';
import type { Database } from '#db/database.ts';
import { findAccount } from '#db/queries/accounts.ts';
import { listVisitHosts } from '#db/queries/visit-booking.ts';
import type { Principal } from '#domain/permissions.ts';
import { signInHost } from '#features/visits/booking/hosts.server.ts';
import { addFollowUp } from '#features/visits/follow-ups/follow-ups.server.ts';
import { saveChecks } from '#features/visits/gate/checks.server.ts';
import {
  answerQuestionOfVisit,
  askQuestion,
  takeQuestion,
} from '#features/visits/questions/questions.server.ts';
import { rateVisit } from '#features/visits/ratings/ratings.server.ts';
import { readReport } from '#features/visits/report/read-report.server.ts';
import { signReport } from '#features/visits/report/sign-report.server.ts';
import { writeReport } from '#features/visits/report/write-report.server.ts';
import { dayBounds, dayOf } from '#i18n/school-time.ts';

import { DemoClass } from './demo-class.ts';
import { arrangeDemoVisit, type DemoPeople } from './demo-visits.ts';
import { must } from './must.ts';

const dayMs = 24 * 60 * 60 * 1000;
const minuteMs = 60_000;
const lessonId = 'LB09';

const question = {
  text: '为什么银行的利率会变？ Why do interest rates change?',
  answer: '中央银行看经济冷热来调整。 The central bank sets them by how the economy is doing.',
};
const followUp = {
  kind: 'plan',
  text: '两周后再讲一次“利息从哪里来”。 Talk once more about where interest comes from.',
};

interface Held {
  readonly database: Database;
  readonly people: DemoPeople;
  readonly visitId: string;
}

/**
 * A visit of the days before, from the request to the signed report: the class sat its test before and after,
 * the volunteer read paper cards, school and bank rated each other. All of it by the use cases of its pages.
 */
export async function holdDemoVisit(
  database: Database,
  people: DemoPeople,
  classId: string,
  nowMs: number,
): Promise<void> {
  const day = schoolDayBefore(nowMs - 2 * dayMs);
  const at = (hour: number, minute: number): number =>
    dayBounds(day).fromMs + (hour * 60 + minute) * minuteMs;
  const wanted = { day, time: '10:00', lessonId, mode: 'cards', classId } as const;
  const visitId = await arrangeDemoVisit(database, people, wanted, at(0, 0));
  const held = { database, people, visitId };
  const { teacher } = people;
  const pupils = await DemoClass.gather(database, classId, { id: visitId, lessonId });

  await pupils.sitTest(teacher, 'before', at(9, 0));
  await getReady(held, at(9, 45));
  await pupils.teach(await volunteerAt(held, at(10, 0)), at(10, 0));
  await pupils.sitTest(teacher, 'after', at(11, 0));
  await talkItOver(held, at(12, 0));
  await report(held, at(14, 0));
}

/** The school day at or before a moment. */
function schoolDayBefore(ms: number): string {
  const weekday = new Date(dayOf(ms)).getUTCDay();
  return dayOf(ms - ({ 6: 1, 0: 2 }[weekday] ?? 0) * dayMs);
}

/** The volunteer with the rights of that moment: the class is a grant of the visit's day alone. */
async function volunteerAt({ database, people }: Held, nowMs: number): Promise<Principal> {
  const account = await findAccount(database, people.volunteer.account?.id ?? '');
  if (!account) throw new Error('The demo has no volunteer.');
  return { account: await readAccountPrincipal(database, account, nowMs), seat: null };
}

async function getReady(held: Held, nowMs: number): Promise<void> {
  const { database, visitId } = held;
  const volunteer = await volunteerAt(held, nowMs);
  for (const { id } of await listVisitHosts(database, visitId))
    must(await signInHost(database, volunteer, visitId, id, nowMs));
  await tickChecks(held, volunteer, 'before', nowMs);
}

async function tickChecks(
  { database, visitId }: Held,
  volunteer: Principal,
  moment: VisitCheck['moment'],
  nowMs: number,
): Promise<void> {
  const { checks } = catalogue().volunteers;
  const ticked = checks.filter((check) => check.moment === moment).map(({ id }) => id);
  must(await saveChecks(database, volunteer, visitId, { moment, ticked }, nowMs));
}

/** What the class asked, what is still to do, and what school and bank say of each other. */
async function talkItOver(held: Held, nowMs: number): Promise<void> {
  const { database, people, visitId } = held;
  const volunteer = await volunteerAt(held, nowMs);
  const asked = { id: newId('question'), text: question.text };
  must(await askQuestion(database, volunteer, visitId, asked, nowMs));
  must(await takeQuestion(database, volunteer, visitId, asked.id));
  const answered = { questionId: asked.id, stage: 'volunteer', answer: question.answer };
  must(await answerQuestionOfVisit(database, volunteer, visitId, answered, nowMs + 40 * minuteMs));
  const ownerAccountId = volunteer.account?.id ?? '';
  const wanted = { ...followUp, id: newId('follow'), ownerAccountId, dueOn: dayOf(nowMs + 14 * dayMs) };
  must(await addFollowUp(database, volunteer, visitId, wanted, nowMs));
  const bySchool = { first: '5', second: '4', third: '5' };
  must(await rateVisit(database, people.teacher, visitId, bySchool, nowMs));
  const byBank = { first: '5', second: '5', third: '4' };
  must(await rateVisit(database, volunteer, visitId, byBank, nowMs));
}

async function report(held: Held, nowMs: number): Promise<void> {
  const { database, people, visitId } = held;
  const { coordinator } = people;
  const volunteer = await volunteerAt(held, nowMs);
  await tickChecks(held, volunteer, 'during', nowMs);
  await tickChecks(held, volunteer, 'after', nowMs);
  const typed = { version: '0', teachers: '1', elders: '0', families: '0', deed: '', action: 'hand-in' };
  must(await writeReport(database, volunteer, visitId, typed, nowMs));
  const visit = must(await readVisitFor(database, coordinator, 'sign-visit-report', visitId));
  const { hash } = await readReport(database, visit);
  must(await signReport(database, coordinator, visitId, hash, nowMs + 60 * minuteMs));
}
