import { catalogue } from '#catalogue/catalogue.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { renewClassCode } from '#features/accounts/join-window.server.ts';
import {
  releaseAllSeats,
  releaseSeat,
  renewLongCode,
  resetSeatPictures,
  seatCards,
  seatClaims,
} from '#features/accounts/seats.server.ts';
import { changeSeatCount } from '#features/teach/class-setup.server.ts';
import type { CardsProps, SeatProps, SeatsProps } from '#features/teach/screens.ts';
import { readSeatStory } from '#features/teach/seat-story.server.ts';
import { fill, words } from '#i18n/index.ts';
import { voidRun } from '#record/voiding.server.ts';

import {
  badInput,
  fieldsOf,
  joinAddressOf,
  notFound,
  problemOf,
  readFrame,
  type PageContext,
} from './frame.ts';

type Done = Result<string, ProblemCode>;

function seatNumber(typed: string | undefined): number | null {
  return typed && /^[1-9]\d{0,2}$/.test(typed) ? Number(typed) : null;
}

function told<Value>(result: Result<Value, ProblemCode>, sentence: string): Done {
  return result.ok ? ok(sentence) : result;
}

function outcomeOf(done: Done | null): { problem: ProblemCode | null; told: string | null } {
  return { problem: done ? problemOf(done) : null, told: done?.ok ? done.value : null };
}

/** `/teach/classes/ID/seats`: who sits where, locks, the number of seats, a new class code. */
export async function seatsPage(context: PageContext): Promise<SeatsProps | Response> {
  const { database, principal, nowMs } = context.locals;
  const done = context.request.method === 'POST' ? await doSeatsForm(context) : null;
  const frame = await readFrame(context, 'see-seats', outcomeOf(done));
  if (!frame) return notFound();
  const seats = await seatClaims(database, principal, frame.class.id, nowMs);
  return seats.ok ? { ...frame, seats: seats.value, code: frame.class.code } : notFound();
}

async function doSeatsForm(context: PageContext): Promise<Done> {
  const { database, principal, nowMs, locale } = context.locals;
  const classId = context.params['id'] ?? '';
  const say = words(locale).teachSeats.seats;
  const form = await fieldsOf(context, ['action', 'seat', 'seatCount']);
  const number = seatNumber(form?.seat);
  switch (form?.action) {
    case 'release':
      if (number === null) return badInput;
      return told(await releaseSeat(database, principal, { classId, number }, nowMs), say.done);
    case 'release-all':
      return told(await releaseAllSeats(database, principal, classId, nowMs), say.done);
    case 'count':
      return told(await changeSeatCount(database, principal, classId, form.seatCount, nowMs), say.done);
    case 'renew-code':
      return told(await renewClassCode(database, principal, classId, nowMs), say.done);
    default:
      return badInput;
  }
}

/** `/teach/classes/ID/seats/N`: what one seat did, and what can be undone there. */
export async function seatPage(context: PageContext): Promise<SeatProps | Response> {
  const { database } = context.locals;
  const number = seatNumber(context.params['n']);
  if (number === null) return notFound();
  const done = context.request.method === 'POST' ? await doSeatForm(context, number) : null;
  const frame = await readFrame(context, 'see-seats', outcomeOf(done));
  const story = frame && (await readSeatStory(database, frame.class.id, number));
  return frame && story ? { ...frame, story } : notFound();
}

async function doSeatForm(context: PageContext, number: number): Promise<Done> {
  const { database, principal, nowMs, locale } = context.locals;
  const classId = context.params['id'] ?? '';
  const say = words(locale).teachSeats;
  const form = await fieldsOf(context, ['action', 'lessonId']);
  const frame = await readFrame(context, 'manage-seats');
  const story = frame && (await readSeatStory(database, classId, number));
  if (!story) return refuse('not-found');
  switch (form?.action) {
    case 'reset':
      return told(await resetSeatPictures(database, principal, { classId, number }, nowMs), say.seats.done);
    case 'renew-long-code':
      return told(
        await renewLongCode(database, principal, { classId, number }, nowMs),
        fill(say.cards.renewed, { number }),
      );
    case 'void': {
      const lessonId = story.lessons.find((lesson) => lesson.id === form.lessonId)?.id;
      if (!lessonId || !(await readFrame(context, 'void-run'))) return badInput;
      const filter = { classId, seatId: story.seatId, lessonId };
      const accountId = principal.account?.id ?? '';
      const { voided } = await voidRun({ database, catalogue: catalogue() }, filter, accountId, nowMs);
      return ok(fill(say.seat.voidDone, { count: voided }));
    }
    default:
      return badInput;
  }
}

/** `/teach/classes/ID/cards?seats=1-15`: cards to print. */
export async function cardsPage(context: PageContext): Promise<CardsProps | Response> {
  const { database, principal, nowMs } = context.locals;
  const done = context.request.method === 'POST' ? await doCardsForm(context) : null;
  const frame = await readFrame(context, 'print-cards', outcomeOf(done));
  if (!frame) return notFound();
  const cards = await seatCards(database, principal, frame.class.id, nowMs);
  if (!cards.ok) return notFound();
  const [, from, to] = /^(\d{1,3})-(\d{1,3})$/.exec(context.url.searchParams.get('seats') ?? '') ?? [];
  return {
    ...frame,
    cards: cards.value,
    code: frame.class.code,
    ...joinAddressOf(context),
    range: { from: Number(from ?? 1), to: Number(to ?? frame.class.seatCount) },
  };
}

async function doCardsForm(context: PageContext): Promise<Done> {
  const { database, principal, nowMs, locale } = context.locals;
  const form = await fieldsOf(context, ['seat']);
  const number = seatNumber(form?.seat);
  if (number === null) return badInput;
  const at = { classId: context.params['id'] ?? '', number };
  const renewed = await renewLongCode(database, principal, at, nowMs);
  return told(renewed, fill(words(locale).teachSeats.cards.renewed, { number }));
}
