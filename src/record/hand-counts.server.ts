import type { Question } from '#catalogue/schema.ts';
import { StorageRefused, type Statement } from '#db/database.ts';
import {
  findHandCount,
  insertEvent,
  markVoided,
  type LearningEvent,
  type StoredEvent,
} from '#db/queries/learning-events.ts';
import { addToProjections, sumAnew, type HandTally } from '#db/queries/projections.ts';
import type { Evidence } from '#domain/evidence.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

import { newServerEventId } from './event-id.server.ts';
import { classEvent, payloadHash } from './learning-event.ts';
import { questionAsShown } from './question-versions.server.ts';
import type { Recording } from './recording.ts';
import { voidedEvent } from './voiding.server.ts';

export interface HandCount {
  readonly classId: string;
  readonly liveSessionId: string;
  readonly lessonId: string;
  readonly questionId: string;
  /** The version that the room was shown. */
  readonly version: string;
  /** Hands for each option key; a key that is missing counts no hand. */
  readonly counts: Readonly<Record<string, number>>;
}

const attempts = 3;

/**
 * Keeps a room's hands as class evidence, without seats. The same counts again change nothing; other counts
 * take the earlier ones back and stand in their place. The caller has checked who may count for this class.
 */
export async function recordHandCount(
  recording: Recording,
  count: HandCount,
  nowMs: number,
): Promise<Result<null, 'unknown-question' | 'bad-input'>> {
  const { database, catalogue } = recording;
  const { classId, liveSessionId, lessonId, questionId, version } = count;
  const question = await questionAsShown(database, catalogue, questionId, version);
  if (question?.lessonId !== lessonId) return refuse('unknown-question');
  const tallies = readTallies(question, count.counts);
  if (!tallies) return refuse('bad-input');
  const event = classEvent({
    kind: 'hand-counted',
    deviceEventId: newServerEventId(nowMs),
    payloadHash: payloadHash('hand-count', questionId, version, tallies),
    ...{ classId, liveSessionId, lessonId, questionId },
    mode: 'hand-count',
    questionVersion: version,
    evidence: evidenceOf(question, tallies),
    detail: { tallies },
    contentHash: catalogue.hash,
    atMs: nowMs,
  });
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const earlier = await findHandCount(database, liveSessionId, questionId);
    if (earlier?.payloadHash === event.payloadHash) return ok(null);
    const outcome = await database.write(earlier ? recount(earlier, event) : firstCount(event));
    if (outcome.ok) return ok(null);
  }
  throw new StorageRefused(`hands of ${questionId} in ${liveSessionId} met other counts each time`);
}

function firstCount(event: LearningEvent): readonly Statement[] {
  return [insertEvent(event), ...addToProjections(event)];
}

/** Whoever counts at the same moment has voided `earlier` too and breaks the rule of one count a question. */
function recount(earlier: StoredEvent, event: LearningEvent): readonly Statement[] {
  return [
    insertEvent(voidedEvent(event, [earlier.seq], null)),
    markVoided([earlier.seq]),
    insertEvent(event),
    ...sumAnew(event.classId, event.lessonId === null ? null : [event.lessonId]),
  ];
}

/** Null when a key is no option of the question or a count is no whole number from 0 to 99. */
function readTallies(question: Question, counts: Readonly<Record<string, number>>): HandTally[] | null {
  const known = new Set<string>(question.options.map(({ key }) => key));
  const entries = Object.entries(counts);
  if (entries.some(([key, count]) => !known.has(key) || !Number.isInteger(count) || count < 0 || count > 99))
    return null;
  return question.options.map(({ key, misconception }) => ({
    optionKey: key,
    misconception,
    count: Object.hasOwn(counts, key) ? (counts[key] ?? 0) : 0,
  }));
}

/** The share of hands at the right option is one piece for the class; no hands are no evidence. */
function evidenceOf(question: Question, tallies: readonly HandTally[]): readonly Evidence[] | null {
  const hands = tallies.reduce((sum, { count }) => sum + count, 0);
  const right = tallies.filter(({ misconception }) => misconception === null);
  const rightHands = right.reduce((sum, { count }) => sum + count, 0);
  if (hands === 0) return null;
  return question.competencies.map((competency) => ({
    competency,
    scoreBp: Math.round((10_000 * rightHands) / hands),
    weightBp: 10_000,
    misconception: null,
    hintUsed: false,
    kind: 'item',
  }));
}
