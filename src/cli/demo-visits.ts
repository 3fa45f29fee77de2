import type { Database } from '#db/database.ts';
import { listVisitsOfClassOn } from '#db/queries/visit-lists.ts';
import type { Principal } from '#domain/permissions.ts';
import type { visitModes } from '#domain/visit.ts';
import { askForVisit, offerVisit } from '#features/visits/booking/arrange.server.ts';
import { staffVisit } from '#features/visits/booking/crew.server.ts';
import { recordPastVisit } from '#features/visits/booking/past-visit.server.ts';
import { takeVisit } from '#features/visits/booking/take.server.ts';
import { dayBounds, dayOf } from '#i18n/school-time.ts';

import { must } from './must.ts';

const dayMs = 24 * 60 * 60 * 1000;
const when = { minutes: '40', mode: 'hand-count', language: 'zh-CN' };
const demoSchool = { place: '三楼多功能教室 Hall, 3rd floor', districtCode: '330302', area: 'urban' };
const contacts = { teacher: '王老师 Ms Wang', bank: '林协调员 Ms Lin' };

/**
 * The schools that the Science & Technology Finance Times of 2022-03-15 names for the year before, with the
 * county where the name tells it. It names neither days nor classes nor numbers, so none stand here.
 */
const reportedSchools = [
  { school: '温大附小', districtCode: '330300' },
  { school: '龙湾博雅学校', districtCode: '330303' },
  { school: '乐清晨曦路小学', districtCode: '330382' },
  { school: '瓯海区外国语学校', districtCode: '330304' },
];
const reported = {
  day: '2021-12-31',
  area: 'urban',
  grade: 0,
  lessonId: 'FI01',
  label: '金融诚信伴我行',
  source: { zh: '据 2022-03-15 报道，2021 年', en: 'As reported on 2022-03-15, in 2021' },
} as const;

export interface DemoPeople {
  readonly teacher: Principal;
  readonly coordinator: Principal;
  readonly volunteer: Principal;
}

/** Visits of a demo that has just been made: the four of the report, one asked for and one offered. */
export async function seedDemoVisits(
  database: Database,
  { teacher, coordinator }: Omit<DemoPeople, 'volunteer'>,
  classId: string,
  nowMs: number,
): Promise<void> {
  for (const one of reportedSchools)
    must(await recordPastVisit(database, coordinator, { ...reported, ...one }, nowMs));
  const asked = { day: schoolDayFrom(nowMs + 9 * dayMs), time: '14:00', lessonId: 'FI01', classId };
  const ofSchool = { ...demoSchool, contact: contacts.teacher };
  must(await askForVisit(database, teacher, { ...when, ...ofSchool, ...asked }, nowMs));
  const offered = { day: schoolDayFrom(nowMs + 12 * dayMs), time: '09:20', lessonId: 'LB02', grade: '2' };
  const ofBank = { districtCode: '330302', contact: contacts.bank, label: '' };
  must(await offerVisit(database, coordinator, { ...when, ...ofBank, ...offered }, nowMs));
}

/** The demo's visit of the day: at ten in the class, led by the volunteer; once a day. */
export async function openDemoVisit(
  database: Database,
  people: DemoPeople,
  classId: string,
  nowMs: number,
): Promise<void> {
  const day = dayOf(nowMs);
  if ((await listVisitsOfClassOn(database, classId, day)).length > 0) return;
  // It was arranged before the day's lessons began, whatever hour it is.
  await arrangeDemoVisit(
    database,
    people,
    { day, time: '10:00', lessonId: 'LB02', classId },
    dayBounds(day).fromMs,
  );
}

/** Asked for by the teacher, taken by the bank, led by the volunteer; answers its id. */
export async function arrangeDemoVisit(
  database: Database,
  { teacher, coordinator, volunteer }: DemoPeople,
  wanted: {
    readonly day: string;
    readonly time: string;
    readonly lessonId: string;
    readonly classId: string;
    readonly mode?: (typeof visitModes)[number];
  },
  nowMs: number,
): Promise<string> {
  const form = { ...when, ...demoSchool, contact: contacts.teacher, ...wanted };
  const id = must(await askForVisit(database, teacher, form, nowMs));
  const taking = { version: '1', contact: contacts.bank, label: '' };
  must(await takeVisit(database, coordinator, id, taking, nowMs));
  const crew = new Map([[volunteer.account?.id ?? '', 'captain' as const]]);
  must(await staffVisit(database, coordinator, id, crew, nowMs));
  return id;
}

/** The day, or the Monday after it when it is a weekend. */
function schoolDayFrom(ms: number): string {
  const weekday = new Date(dayOf(ms)).getUTCDay();
  return dayOf(ms + ({ 6: 2, 0: 1 }[weekday] ?? 0) * dayMs);
}
