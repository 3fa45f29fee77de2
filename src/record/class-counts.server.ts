import type { Question } from '#catalogue/schema.ts';
import { StorageRefused, type Statement } from '#db/database.ts';
import {
  findClassCount,
  insertEvent,
  markVoided,
  type LearningEvent,
  type StoredEvent,
} from '#db/queries/learning-events.ts';
import { addToProjections, sumAnew, type HandTally } from '#db/queries/projections.ts';
import { dontKnow, teamWeightBp, type Evidence } from '#domain/evidence.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

import { newServerEventId } from './event-id.server.ts';
import { classEvent, payloadHash } from './learning-event.ts';
import { questionAsShown } from './question-versions.server.ts';
import type { Recording } from './recording.ts';
import { voidedEvent } from './voiding.server.ts';

/** A count of a whole room: raised hands, or what its teams at one screen answered. */
export interface ClassCount {
  readonly kind: 'hand-counted' | 'team-answered';
  readonly classId: string;
  readonly liveSessionId: string;
  readonly lessonId: string;
  readonly questionId: string;
  /** The version that the room was shown. */
  readonly version: string;
  /** Hands or teams for each option key; a key that is missing counts none. */
  readonly counts: Readonly<Record<string, number>>;
}

const modes = { 'hand-counted': 'hand-count', 'team-answered': 'one-screen' } as const;
const weightsBp = { 'hand-counted': 10_000, 'team-answered': teamWeightBp } as const;

const attempts = 3;

/**
 * The statements that keep a room's count as class evidence, without seats: none when the same counts stand;
 * other counts take the earlier ones back and stand in their place. A unit with them is refused when another
 * count came between; then ask again. The caller has checked who may count for this class.
 */
export async function classCountStatements(
  { database, catalogue }: Recording,
  count: ClassCount,
  nowMs: number,
): Promise<Result<readonly Statement[], 'unknown-question' | 'bad-input'>> {
  const { kind, classId, liveSessionId, lessonId, questionId, version } = count;
  const question = await questionAsShown(database, catalogue, questionId, version);
  if (question?.lessonId !== lessonId) return refuse('unknown-question');
  const judged = judgeCount(question, count);
  if (!judged) return refuse('bad-input');
  const { tallies } = judged;
  const event = classEvent({
    kind,
    deviceEventId: newServerEventId(nowMs),
    payloadHash: payloadHash(modes[kind], questionId, version, tallies),
    ...{ classId, liveSessionId, lessonId, questionId },
    mode: modes[kind],
    questionVersion: version,
    evidence: judged.evidence,
    detail: { tallies },
    contentHash: catalogue.hash,
    atMs: nowMs,
  });
  const earlier = await findClassCount(database, kind, liveSessionId, questionId);
  if (earlier?.payloadHash === event.payloadHash) return ok([]);
  return ok(earlier ? recount(earlier, event) : [insertEvent(event), ...addToProjections(event)]);
}

/** Keeps a room's count on its own; see `classCountStatements`. */
export async function recordClassCount(
  recording: Recording,
  count: ClassCount,
  nowMs: number,
): Promise<Result<null, 'unknown-question' | 'bad-input'>> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const unit = await classCountStatements(recording, count, nowMs);
    if (!unit.ok) return unit;
    if ((await recording.database.write(unit.value)).ok) return ok(null);
  }
  const { questionId, liveSessionId } = count;
  throw new StorageRefused(`counts of ${questionId} in ${liveSessionId} met other counts each time`);
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

/** What a count of a room says and is worth; null when it cannot be one of this question. */
export function judgeCount(
  question: Question,
  count: Pick<ClassCount, 'kind' | 'counts'>,
): { readonly tallies: readonly HandTally[]; readonly evidence: readonly Evidence[] | null } | null {
  const tallies = readTallies(question, count);
  return tallies && { tallies, evidence: evidenceOf(question, tallies, weightsBp[count.kind]) };
}

/** Null when a key is no option of the question or a count is no whole number from 0 to 99. */
function readTallies(
  question: Question,
  { kind, counts }: Pick<ClassCount, 'kind' | 'counts'>,
): HandTally[] | null {
  const known = new Set<string>(question.options.map(({ key }) => key));
  if (kind === 'team-answered') known.add(dontKnow);
  const entries = Object.entries(counts);
  if (entries.some(([key, count]) => !known.has(key) || !Number.isInteger(count) || count < 0 || count > 99))
    return null;
  const countOf = (key: string): number => (Object.hasOwn(counts, key) ? (counts[key] ?? 0) : 0);
  const tallies: HandTally[] = question.options.map(({ key, misconception }) => ({
    optionKey: key,
    misconception,
    count: countOf(key),
  }));
  if (countOf(dontKnow) > 0)
    tallies.push({ optionKey: dontKnow, misconception: null, count: countOf(dontKnow) });
  return tallies;
}

/** The share of the count at the right option is one piece for the class; an empty count is no evidence. */
function evidenceOf(
  question: Question,
  tallies: readonly HandTally[],
  weightBp: number,
): readonly Evidence[] | null {
  const all = tallies.reduce((sum, { count }) => sum + count, 0);
  const rightKey = question.options.find(({ correct }) => correct)?.key;
  const right = tallies.find(({ optionKey }) => optionKey === rightKey)?.count ?? 0;
  if (all === 0) return null;
  return question.competencies.map((competency) => ({
    competency,
    scoreBp: Math.round((10_000 * right) / all),
    weightBp,
    misconception: null,
    hintUsed: false,
    kind: 'item',
  }));
}
