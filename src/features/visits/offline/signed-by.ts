import type { VisitWithCrew } from '#auth/visit-access.server.ts';
import type { ResultsBody } from '#domain/visit-results.ts';

/** Rows name adults of the visit alone; what names another is its carrier's. */
export function signedBy(
  body: ResultsBody,
  visit: Pick<VisitWithCrew, 'teacherAccountId' | 'crew'>,
  carrierId: string,
): ResultsBody {
  const known = new Set([carrierId, visit.teacherAccountId, ...visit.crew.map(({ accountId }) => accountId)]);
  const one = (id: string): string => (known.has(id) ? id : carrierId);
  return {
    ...body,
    sessions: body.sessions.map((session) => ({
      ...session,
      hostAccountId: one(session.hostAccountId),
      events: session.events.map((event) => ({ ...event, actorAccountId: one(event.actorAccountId) })),
    })),
    sittings: body.sittings.map((row) => ({ ...row, openedByAccountId: one(row.openedByAccountId) })),
    checks: body.checks.map((row) => ({ ...row, byAccountId: one(row.byAccountId) })),
    conduct: body.conduct.map((row) => ({ ...row, byAccountId: one(row.byAccountId) })),
    questions: body.questions.map((row) => ({
      ...row,
      ownerAccountId: row.ownerAccountId === null ? null : one(row.ownerAccountId),
    })),
    followUps: body.followUps.map((row) => ({ ...row, ownerAccountId: one(row.ownerAccountId) })),
  };
}
