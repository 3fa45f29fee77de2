import type { ProblemCode } from '#domain/problems.ts';
import type { Locale } from '#domain/text.ts';
import { askForVisit, offerVisit } from '#features/visits/booking/arrange.server.ts';
import { checkWhenAndWhat } from '#features/visits/booking/check-wish.ts';
import { lessonChoices, type LessonChoice } from '#features/visits/booking/lesson-choices.ts';
import {
  readBankDay,
  readClassDay,
  readSchoolSide,
  sidesOf,
  type ArrangingSide,
  type KnownSchool,
  type OwnClass,
} from '#features/visits/booking/new-visit.server.ts';
import { readOpenVisits, readWish, type OpenVisits } from '#features/visits/booking/open-visits.server.ts';
import { saidInAddress, type WishSaid, type WishStep } from '#features/visits/booking/wish-steps.ts';
import { visitPath } from '#features/visits/visit-nav.ts';
import { dayOf } from '#i18n/school-time.ts';

import { fieldsOf, nameOf, notFound, seeOther, type PageContext } from '../_teach/frame.ts';

interface NewVisitProps {
  readonly locale: Locale;
  readonly signedInAs: string;
  readonly side: ArrangingSide;
  readonly sides: readonly ArrangingSide[];
  readonly step: WishStep;
  readonly given: WishSaid;
  readonly today: string;
  readonly classes: readonly OwnClass[];
  readonly known: KnownSchool;
  readonly lessons: readonly LessonChoice[];
  readonly sameDay: Awaited<ReturnType<typeof readClassDay>>;
  readonly volunteers: Awaited<ReturnType<typeof readBankDay>>;
  readonly problem: ProblemCode | null;
}

const fields = [...saidInAddress, 'mode', 'place', 'contact', 'label'];
const weekMs = 7 * 24 * 60 * 60 * 1000;

/** `/visits/new`: three steps; the first two carry what they heard in the address, the last one sends. */
export async function newVisitPage(context: PageContext): Promise<NewVisitProps | Response> {
  const { database, principal, nowMs } = context.locals;
  const sides = sidesOf(principal);
  const asked = context.url.searchParams;
  if (context.request.method !== 'POST') {
    const side = sides.find((one) => one === asked.get('side')) ?? sides[0];
    if (!side) return notFound();
    const given = readable(Object.fromEntries([...asked].filter(([name]) => saidInAddress.includes(name))));
    const { step, problem } = stepOf(side, Number(asked.get('step') ?? 1), given, nowMs);
    return readNewVisit(context, side, step, given, problem);
  }
  const form = await fieldsOf(context, ['side', ...fields]);
  const side = sides.find((one) => one === form?.['side']) ?? sides[0];
  if (!side) return notFound();
  const { side: _side, ...given } = (form ?? {}) as WishSaid;
  const arrange = side === 'school' ? askForVisit : offerVisit;
  const made = await arrange(database, principal, given, nowMs);
  if (made.ok) return seeOther(context, `${visitPath(made.value, 'home')}?sent=1`);
  const typed = readable(given);
  const step = isSaid(side, typed) ? 3 : stepOf(side, 3, typed, nowMs).step;
  return readNewVisit(context, side, step, typed, made.problem);
}

/** What was said without what no form of ours sends: such a day or time is asked again. */
function readable(given: WishSaid): WishSaid {
  const forms: Readonly<Record<string, RegExp>> = {
    day: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
    time: /^([01]\d|2[0-3]):[0-5]\d$/,
    minutes: /^(40|20)$/,
    grade: /^[1-9]$/,
  };
  return Object.fromEntries(Object.entries(given).filter(([name, text]) => forms[name]?.test(text) ?? true));
}

function isSaid(side: ArrangingSide, given: WishSaid): boolean {
  const first = side === 'school' ? given['classId'] : given['districtCode'];
  return Boolean(first && given['day'] && given['time']);
}

/** The step that was asked for, or the one before it where what was said there cannot be. */
function stepOf(
  side: ArrangingSide,
  asked: number,
  given: WishSaid,
  nowMs: number,
): { step: WishStep; problem: ProblemCode | null } {
  const saidFirst = side === 'school' ? given['classId'] : given['districtCode'];
  if (asked < 2 || !saidFirst) return { step: 1, problem: null };
  const { day = '', time = '', minutes = '', lessonId = '' } = given;
  if (asked < 3 || !day || !time) return { step: 2, problem: null };
  const possible = checkWhenAndWhat({ day, time, minutes: Number(minutes), lessonId }, nowMs);
  return possible.ok ? { step: 3, problem: null } : { step: 2, problem: possible.problem };
}

async function readNewVisit(
  context: PageContext,
  side: ArrangingSide,
  step: WishStep,
  given: WishSaid,
  problem: ProblemCode | null,
): Promise<NewVisitProps> {
  const { database, principal, nowMs, locale } = context.locals;
  const { classes, known } = await readSchoolSide(database, principal);
  const usual = { day: dayOf(nowMs + weekMs), time: '10:00', minutes: '40', language: 'zh-CN' };
  const grade = classes.find(({ id }) => id === given['classId'])?.grade ?? Number(given['grade'] ?? 4);
  const { day = '', time = '10:00', minutes = '40' } = given;
  return {
    ...{ locale, signedInAs: nameOf(context), side, sides: sidesOf(principal), step, problem },
    ...{ classes, known, today: dayOf(nowMs) },
    given: step === 1 ? given : { ...usual, ...given },
    lessons: lessonChoices(grade),
    sameDay: step === 3 && side === 'school' ? await readClassDay(database, given['classId'] ?? '', day) : [],
    volunteers:
      step === 3 && side === 'bank'
        ? await readBankDay(database, principal, { day, time, minutes: Number(minutes) })
        : [],
  };
}

interface OpenVisitsProps {
  readonly locale: Locale;
  readonly signedInAs: string;
  readonly open: OpenVisits;
  readonly problem: ProblemCode | null;
}

/** `/visits/open?place=…&from=…&until=…&grade=…&language=…`: what others wait for, best fitting first. */
export async function openVisitsPage(context: PageContext): Promise<OpenVisitsProps> {
  const { database, principal, nowMs, locale } = context.locals;
  const asked = new URLSearchParams(context.url.search);
  const problem = asked.has('taken') ? 'visit-taken' : null;
  asked.delete('taken');
  const open = await readOpenVisits(database, principal, readWish(asked), nowMs);
  return { locale, signedInAs: nameOf(context), open, problem };
}
