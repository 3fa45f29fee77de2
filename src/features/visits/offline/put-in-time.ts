import type { ResultsBody, ResultSession } from '#domain/visit-results.ts';

/** All moments of a laptop's results by the server's clock. Days that people typed and due dates are no moments. */
export function putInTime(body: ResultsBody, place: (ms: number) => number): ResultsBody {
  const maybe = (ms: number | null): number | null => (ms === null ? null : place(ms));
  const at = <Row extends { readonly atMs: number }>(row: Row): Row => ({ ...row, atMs: place(row.atMs) });
  return {
    events: body.events.map(at),
    sessions: body.sessions.map((session) => ({
      ...session,
      state: stateInTime(session.state, place),
      startedAtMs: place(session.startedAtMs),
      endedAtMs: maybe(session.endedAtMs),
      voidedAtMs: maybe(session.voidedAtMs),
      events: session.events.map(at),
      seats: session.seats.map((seat) => ({ ...seat, joinedAtMs: place(seat.joinedAtMs) })),
    })),
    runs: body.runs.map((run) => ({
      ...run,
      issuedAtMs: place(run.issuedAtMs),
      finishedAtMs: maybe(run.finishedAtMs),
    })),
    sittings: body.sittings.map((row) => {
      const openedAtMs = place(row.openedAtMs);
      return { ...row, openedAtMs, closesAtMs: openedAtMs + row.closesAtMs - row.openedAtMs };
    }),
    checks: body.checks.map(at),
    conduct: body.conduct.map(at),
    questions: body.questions.map((row) => {
      const askedAtMs = place(row.askedAtMs);
      const dueAtMs = askedAtMs + row.dueAtMs - row.askedAtMs;
      return { ...row, askedAtMs, dueAtMs, answeredAtMs: maybe(row.answeredAtMs) };
    }),
    followUps: body.followUps.map((row) => ({
      ...row,
      createdAtMs: place(row.createdAtMs),
      closedAtMs: maybe(row.closedAtMs),
    })),
    hosts: body.hosts.map((row) => ({
      ...row,
      confirmedAtMs: maybe(row.confirmedAtMs),
      signedInAtMs: maybe(row.signedInAtMs),
    })),
  };
}

/** Every moment of a room's state is a field whose name ends so; `spentMs` and the like are lengths. */
function stateInTime(state: ResultSession['state'], place: (ms: number) => number): ResultSession['state'] {
  const moments = Object.entries(state).map(([name, value]) => {
    const isMoment = /(AtMs|ByMs)$/.test(name) && typeof value === 'number';
    return [name, isMoment ? place(value) : value];
  });
  return Object.fromEntries(moments) as ResultSession['state'];
}
