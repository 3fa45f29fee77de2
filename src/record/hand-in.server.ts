import type { Statement } from '#db/database.ts';
import { insertGivenEvents, insertVoiding, type GivenEvent } from '#db/queries/hand-in.ts';
import { markAnew, sumAnew } from '#db/queries/projections.ts';
import type { ResultEvent } from '#domain/visit-results.ts';

import { evidencePauseMs } from './append.server.ts';

/** One statement takes this many events at most. */
const mostInOne = 400;

type Named = readonly [seatId: string | null, deviceEventId: string];

/**
 * The statements that append what a laptop recorded for a class, in the laptop's order, with its marks of voided
 * events and the class's sums made anew. The laptop's numbers of rows become device ids on the way, so that this
 * log gives its own. The caller puts them into the unit that takes the hand-in.
 */
export function handInStatements(classId: string, events: readonly ResultEvent[]): readonly Statement[] {
  const nameOf = new Map<number, Named>(
    events.map(({ seq, seatId, deviceEventId }) => [seq, [seatId, deviceEventId]]),
  );
  const statements: Statement[] = [];
  let waiting: GivenEvent[] = [];
  let tried = new Set<string>();
  const flush = (): void => {
    if (waiting.length > 0) statements.push(insertGivenEvents(classId, waiting, evidencePauseMs));
    waiting = [];
    tried = new Set();
  };
  for (const event of events) {
    const given = toGiven(event, nameOf);
    if (event.kind === 'voided') {
      flush();
      const { seqs = [] } = event.detail as { seqs?: readonly number[] };
      const victims = seqs.flatMap((seq) => [nameOf.get(seq)].filter((one) => one !== undefined));
      statements.push(insertVoiding(classId, given, victims));
      continue;
    }
    // A statement does not see its own rows: a second look at a question waits for the next one.
    const about = event.questionId && `${String(event.seatId)} ${event.questionId}`;
    if (waiting.length >= mostInOne || (about && tried.has(about))) flush();
    if (about) tried.add(about);
    waiting.push(given);
  }
  flush();
  const lessonIds = [...new Set(events.flatMap(({ lessonId }) => lessonId ?? []))];
  return [...statements, ...markAnew(classId), ...sumAnew(classId, lessonIds)];
}

function toGiven(event: ResultEvent, nameOf: ReadonlyMap<number, Named>): GivenEvent {
  const { seq: _seq, firstTrySeq, voidedBySeq, ...rest } = event;
  return {
    ...rest,
    firstTryId: firstTrySeq === null ? null : (nameOf.get(firstTrySeq)?.[1] ?? null),
    voided: voidedBySeq !== null,
  };
}
