import type { ProblemCode } from '#domain/problems.ts';
import type { Result } from '#domain/result.ts';
import {
  clearPerson,
  closeAccount,
  readPeople,
  reopenAccount,
  setLastDay,
  takeBackClearance,
} from '#features/bank/people.server.ts';
import type { PeopleProps } from '#features/bank/screens.ts';
import { words } from '#i18n/index.ts';
import { dayOf } from '#i18n/school-time.ts';

import { badInput, fieldsOf, notFound, problemOf, seeOther, type PageContext } from '../_teach/frame.ts';
import { atDesk } from './frame.ts';

const halfYearMs = 183 * 24 * 60 * 60 * 1000;
const actions = ['clear', 'take-back', 'last-day', 'close', 'reopen'] as const;
type Action = (typeof actions)[number];

/** `/bank/people`: the bank's people; each form does one thing for one of them. */
export async function peoplePage(context: PageContext): Promise<PeopleProps | Response> {
  const { database, principal, nowMs, locale } = context.locals;
  const desk = atDesk(context);
  if (!desk) return notFound();
  const form =
    context.request.method === 'POST'
      ? ((await fieldsOf(context, ['action', 'accountId', 'day'])) ?? {})
      : null;
  const action = actions.find((one) => one === form?.action);
  const outcome = form ? (action ? await act(action, form) : badInput) : null;
  if (action && outcome?.ok) return seeOther(context, `/bank/people?done=${action}`);
  const done = actions.find((one) => one === desk.asked('done'));
  return {
    ...desk.frame({ problem: outcome ? problemOf(outcome) : null }),
    ...(outcome || !done ? {} : { told: words(locale).visitGate.people.done[done] }),
    nowMs,
    people: await readPeople(database, principal, nowMs),
    today: desk.today,
    usualDay: dayOf(nowMs + halfYearMs),
    lastClearDay: dayOf(nowMs + 2 * halfYearMs - 86_400_000),
    given: form ? { accountId: form.accountId ?? '', day: form.day ?? '' } : null,
  };

  function act(
    wanted: Action,
    { accountId = '', day = '' }: { accountId?: string; day?: string },
  ): Promise<Result<null, ProblemCode>> {
    switch (wanted) {
      case 'clear':
        return clearPerson(database, principal, { accountId, day }, nowMs);
      case 'take-back':
        return takeBackClearance(database, principal, accountId, nowMs);
      case 'last-day':
        return setLastDay(database, principal, { accountId, day }, nowMs);
      case 'close':
        return closeAccount(database, principal, accountId, nowMs);
      case 'reopen':
        return reopenAccount(database, principal, accountId, nowMs);
    }
  }
}
