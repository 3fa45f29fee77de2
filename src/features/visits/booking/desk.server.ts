import type { Database } from '#db/database.ts';
import { listComingVisits, listEarlierVisits } from '#db/queries/visit-lists.ts';
import { may, type Principal } from '#domain/permissions.ts';
import { dayBounds, dayOf } from '#i18n/school-time.ts';

import { deskVisit, type DeskVisit } from './desk-visit.ts';
import { readOpenVisits } from './open-visits.server.ts';

/** Everything about visits that one person looks after, by what is asked of them. */
export interface VisitDesk {
  /** Today's, whatever hour it is. */
  readonly today: readonly DeskVisit[];
  /** Agreed ones whose time is over and of which nobody said what became of them. */
  readonly unsettled: readonly DeskVisit[];
  /** Their own that wait for the other side. */
  readonly waiting: readonly DeskVisit[];
  readonly coming: readonly DeskVisit[];
  readonly past: readonly DeskVisit[];
  /** Those of others that they could take, the best fitting first. */
  readonly open: readonly DeskVisit[];
  readonly openCount: number;
  readonly mayArrange: boolean;
  readonly arrangesForBank: boolean;
}

const listLength = 30;
const pastLength = 12;
const openLength = 3;

export async function readVisitDesk(database: Database, who: Principal, nowMs: number): Promise<VisitDesk> {
  const memberships = who.account?.memberships ?? [];
  const whose = {
    accountId: who.account?.id ?? '',
    bankIds: memberships.flatMap(({ role, organisationId }) =>
      role === 'coordinator' ? [organisationId] : [],
    ),
  };
  const today = dayOf(nowMs);
  const { fromMs } = dayBounds(today);
  const mayArrange = may(who, 'arrange-visits');
  const [coming, agreedBefore, past, open] = await Promise.all([
    listComingVisits(database, whose, fromMs, listLength),
    listEarlierVisits(database, whose, ['agreed'], fromMs, listLength),
    listEarlierVisits(database, whose, ['held', 'reported', 'cancelled', 'not-held'], nowMs, pastLength),
    mayArrange ? readOpenVisits(database, who, null, nowMs) : null,
  ]);
  const settledToday = past.filter(({ visit }) => visit.day === today && visit.status !== 'cancelled');
  const agreed = coming.filter(({ visit }) => visit.status === 'agreed');
  return {
    today: [...agreed.filter(({ visit }) => visit.day === today), ...settledToday].map(deskVisit),
    unsettled: agreedBefore.map(deskVisit),
    waiting: coming.filter(({ visit }) => visit.status === 'open').map(deskVisit),
    coming: agreed.filter(({ visit }) => visit.day !== today).map(deskVisit),
    past: past.filter((one) => !settledToday.includes(one)).map(deskVisit),
    open: open?.visits.slice(0, openLength) ?? [],
    openCount: open?.visits.length ?? 0,
    mayArrange,
    arrangesForBank: whose.bankIds.length > 0,
  };
}
