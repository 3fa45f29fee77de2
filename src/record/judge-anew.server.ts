import type { Question } from '#catalogue/schema.ts';
import type { HandTally } from '#db/queries/projections.ts';
import type { Band } from '#games/kit/define-game.ts';
import { replay } from '#games/kit/replay.ts';
import type { ResultEvent, ResultsBody } from '#domain/visit-results.ts';

import { judgeCount } from './class-counts.server.ts';
import { lightened, type GameRecording } from './game-runs.server.ts';
import { firstTryEvidence, markInRoom } from './mark-in-room.ts';
import { questionAsShown } from './question-versions.server.ts';

/** What this server knows of the class and the visit. */
interface Known {
  /** Seat id → number. */
  readonly seats: ReadonlyMap<string, number>;
  readonly sittingIds: ReadonlySet<string>;
}

type Run = ResultsBody['runs'][number];

/**
 * A laptop's results as this server judges them: what was chosen, counted and played is the laptop's word, what
 * it is worth is decided here, by the versions that were shown. Left out is what is of no seat of the class, of
 * nothing in the file, or of content that was never served here.
 */
export async function judgeAnew(
  recording: GameRecording,
  body: ResultsBody,
  { seats, sittingIds }: Known,
): Promise<{ readonly body: ResultsBody; readonly leftOut: number }> {
  const sessionIds = new Set(body.sessions.map(({ id }) => id));
  const ownSittings = new Set([...sittingIds, ...body.sittings.map(({ id }) => id)]);
  const belongs = (row: { seatId: string | null; liveSessionId: string | null }): boolean =>
    (row.seatId === null || seats.has(row.seatId)) &&
    (row.liveSessionId === null || sessionIds.has(row.liveSessionId));
  const runs = body.runs.filter(
    (run) => belongs(run) && (run.seatId === null) !== (run.liveSessionId === null),
  );
  const runOf = new Map(runs.map((run) => [run.id, run]));
  const events: ResultEvent[] = [];
  for (const event of body.events) {
    const isOurs = belongs(event) && (event.sittingId === null || ownSittings.has(event.sittingId));
    const judged = isOurs ? await judge(recording, event, runOf) : null;
    if (judged) events.push(countedAs(judged, seats));
  }
  const sessions = body.sessions.map((session) => ({
    ...session,
    seats: session.seats.flatMap((seat) => {
      const number = seats.get(seat.seatId);
      return number === undefined ? [] : [{ ...seat, number }];
    }),
  }));
  return { body: { ...body, events, runs, sessions }, leftOut: body.events.length - events.length };
}

/** The preview's work counts nowhere. */
function countedAs(event: ResultEvent, seats: ReadonlyMap<string, number>): ResultEvent {
  const counted = event.seatId === null || seats.get(event.seatId) !== 0;
  return { ...event, counted, evidence: counted ? event.evidence : null };
}

async function judge(
  recording: GameRecording,
  event: ResultEvent,
  runOf: ReadonlyMap<string, Run>,
): Promise<ResultEvent | null> {
  switch (event.kind) {
    case 'question-answered':
    case 'live-repeated':
    case 'test-answered': {
      const question = await shown(recording, event);
      return question && event.seatId !== null ? judgeAnswer(question, event) : null;
    }
    case 'hand-counted':
    case 'team-answered': {
      const question = await shown(recording, event);
      return question && event.liveSessionId !== null ? judgeHands(question, event, event.kind) : null;
    }
    case 'game-finished':
    case 'team-played': {
      const run = runOf.get(event.runId ?? '');
      const isTheirs =
        run?.seatId === event.seatId && (event.kind === 'team-played') === (run.seatId === null);
      return isTheirs ? judgeGame(recording, event, run) : null;
    }
    case 'lesson-opened':
    case 'lesson-finished':
      return event.seatId !== null && event.lessonId !== null ? { ...event, ...worthNothing } : null;
    case 'faces-felt':
    case 'voided':
      return { ...event, ...worthNothing };
  }
}

const worthNothing = { mark: null, misconception: null, evidence: null, scoreBp: null } as const;

async function shown(
  { database, catalogue }: GameRecording,
  { questionId, questionVersion, lessonId }: ResultEvent,
): Promise<Question | null> {
  const question = await questionAsShown(database, catalogue, questionId ?? '', questionVersion ?? '');
  return question?.lessonId === lessonId ? question : null;
}

function judgeAnswer(question: Question, event: ResultEvent): ResultEvent | null {
  const marked = markInRoom(question, event.chosen ?? '');
  if (!marked.ok || question.sealed !== (event.kind === 'test-answered')) return null;
  const { right, dontKnow, misconception } = marked.value;
  const isFirst = event.kind === 'question-answered' && event.tryNumber === 1;
  return {
    ...event,
    mark: right ? 'right' : dontKnow ? 'unknown' : 'wrong',
    misconception,
    scoreBp: null,
    evidence: isFirst ? [...firstTryEvidence(question, marked.value)] : null,
  };
}

function judgeHands(
  question: Question,
  event: ResultEvent,
  kind: 'hand-counted' | 'team-answered',
): ResultEvent | null {
  const given = (event.detail as { tallies: readonly HandTally[] }).tallies;
  const counts = Object.fromEntries(given.map(({ optionKey, count }) => [optionKey, count]));
  const judged = judgeCount(question, { kind, counts });
  if (!judged) return null;
  const { tallies, evidence } = judged;
  return {
    ...event,
    ...worthNothing,
    evidence: evidence && [...evidence],
    detail: { tallies: [...tallies] },
  };
}

/** A game is played again from its seed; by older rules it earns its completion. What was no evidence there is none here. */
function judgeGame({ rulesOf }: GameRecording, event: ResultEvent, run: Run): ResultEvent | null {
  const { gameId, band, lessonId } = run;
  const rules = rulesOf(gameId);
  if (!rules) return null;
  const isPresent = run.rulesVersion === rules.version && event.rulesVersion === rules.version;
  const played = isPresent ? replay(rules, run.seed, band as Band, run.moves ?? []) : null;
  if (played && !played.ok) return null;
  const evidence = event.evidence && (played?.value.evidence ?? null);
  return {
    ...event,
    ...worthNothing,
    ...{ gameId, band, lessonId },
    scoreBp: played?.value.score.totalBp ?? null,
    detail: { parts: [...(played?.value.score.parts ?? [])] },
    evidence: evidence && [...(event.kind === 'team-played' ? lightened(evidence) : evidence)],
  };
}
