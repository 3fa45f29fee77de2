import { z } from 'zod';

import { deliveryModes } from './evidence.ts';
import { liveEventSchema } from './live-event.ts';
import { teams, liveModes } from './live-session.ts';

const id = z.string().min(1).max(80);
const contentId = z.string().min(1).max(60);
const timeMs = z.int().min(0).max(99_999_999_999_999);
const basisPoints = z.int().min(0).max(10_000);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const typed = z.string().max(2000);

const evidence = z.strictObject({
  competency: contentId,
  scoreBp: basisPoints,
  weightBp: basisPoints,
  misconception: contentId.nullable(),
  hintUsed: z.boolean(),
  kind: z.enum(['item', 'game']),
});

const tallies = z.strictObject({
  tallies: z
    .array(
      z.strictObject({
        optionKey: z.string().max(16),
        misconception: contentId.nullable(),
        count: z.int().min(0).max(99),
      }),
    )
    .max(12),
});
const parts = z.strictObject({
  parts: z.array(z.strictObject({ id: contentId, scoreBp: basisPoints, weightBp: basisPoints })).max(12),
});

const victims = z.strictObject({
  seqs: z.array(z.int().positive()).max(20_000),
  actorAccountId: id.nullable(),
});
const plainDetail = z.record(
  z.string().max(24),
  z.union([z.string().max(60), z.number(), z.boolean(), z.null()]),
);

/** A row of the laptop's learning log. Numbers of rows are the laptop's own: the server gives others. */
const learningRow = z
  .strictObject({
    seq: z.int().positive(),
    kind: z.enum([
      ...['lesson-opened', 'question-answered', 'test-answered', 'game-finished', 'lesson-finished'],
      ...['hand-counted', 'team-answered', 'team-played', 'live-repeated', 'faces-felt', 'voided'],
    ] as const),
    deviceEventId: z.uuid(),
    payloadHash: digest,
    seatId: id.nullable(),
    counted: z.boolean(),
    liveSessionId: id.nullable(),
    mode: z.enum(deliveryModes),
    lessonId: contentId.nullable(),
    questionId: contentId.nullable(),
    questionVersion: contentId.nullable(),
    tryNumber: z.literal([1, 2]).nullable(),
    sittingId: id.nullable(),
    firstTrySeq: z.int().positive().nullable(),
    chosen: z.string().max(32).nullable(),
    mark: z.enum(['right', 'wrong', 'unknown']).nullable(),
    misconception: contentId.nullable(),
    runId: id.nullable(),
    gameId: contentId.nullable(),
    band: z.string().max(2).nullable(),
    scoreBp: basisPoints.nullable(),
    evidence: z.array(evidence).max(12).nullable(),
    detail: z.union([tallies, parts, victims, plainDetail]).nullable(),
    contentHash: z.string().max(64),
    rulesVersion: z.int().positive().nullable(),
    atMs: timeMs,
    voidedBySeq: z.int().positive().nullable(),
  })
  .refine(({ kind, detail }) => {
    if (kind === 'hand-counted' || kind === 'team-answered') return tallies.safeParse(detail).success;
    if (kind === 'game-finished' || kind === 'team-played') return parts.safeParse(detail).success;
    return kind !== 'voided' || victims.safeParse(detail).success;
  });
export type ResultEvent = z.output<typeof learningRow>;

const counts = z.record(z.string().max(16), z.int().min(0).max(99));
/** A room as it stood at the end; what later versions add to it comes along. */
const liveState = z.looseObject({
  version: z.int().min(0),
  planMinutes: z.int().min(1).max(240),
  steps: z
    .array(
      z.looseObject({
        kind: z.enum(['story', 'explore', 'question', 'game', 'act', 'faces']),
        planStep: z.int().min(0).max(99),
        plannedMs: z.int().min(0),
        questionId: contentId.optional(),
        questionVersion: contentId.optional(),
        optionKeys: z.array(z.string().max(16)).max(12).optional(),
      }),
    )
    .max(99),
  seatCount: z.int().min(0).max(99),
  mode: z.enum(liveModes),
  at: z.int().min(0).max(99),
  revealed: z.array(z.int().min(0).max(99)).max(99),
  counts: z.record(z.string().max(3), counts),
  teamAnswers: z.record(z.string().max(3), z.partialRecord(z.enum(teams), z.string().max(16))),
  reads: z.record(z.string().max(3), z.record(z.string().max(3), z.string().max(16))),
  sandEndsAtMs: timeMs.nullable(),
  startedAtMs: timeMs,
  stepStartedAtMs: timeMs,
  spentMs: z.array(z.int()).max(99),
  endedAtMs: timeMs.nullable(),
});

const liveSession = z.strictObject({
  id,
  lessonId: contentId,
  mode: z.enum(deliveryModes),
  hostAccountId: id,
  version: z.int().min(0),
  state: liveState,
  startedAtMs: timeMs,
  endedAtMs: timeMs.nullable(),
  voidedAtMs: timeMs.nullable(),
  events: z
    .array(
      z.strictObject({
        seq: z.int().min(0),
        actionId: id,
        event: liveEventSchema,
        actorAccountId: id,
        atMs: timeMs,
      }),
    )
    .max(5000),
  seats: z.array(z.strictObject({ seatId: id, number: z.int().min(0).max(99), joinedAtMs: timeMs })).max(100),
});
export type ResultSession = z.output<typeof liveSession>;

const gameRun = z.strictObject({
  id,
  seatId: id.nullable(),
  liveSessionId: id.nullable(),
  lessonId: contentId,
  gameId: contentId,
  band: z.string().max(2),
  seed: z.int().min(0),
  rulesVersion: z.int().positive(),
  issuedAtMs: timeMs,
  finishedAtMs: timeMs.nullable(),
  moves: z.array(z.json()).max(5000).nullable(),
});

/** What the laptop brings back: everything that happened to the class and to the visit since it was opened there. */
export const resultsBodySchema = z.strictObject({
  events: z.array(learningRow).max(20_000),
  sessions: z.array(liveSession).max(20),
  runs: z.array(gameRun).max(2000),
  sittings: z
    .array(
      z.strictObject({
        id,
        moduleId: contentId,
        purpose: z.enum(['before', 'after', 'later']),
        openedByAccountId: id,
        openedAtMs: timeMs,
        closesAtMs: timeMs,
      }),
    )
    .max(20),
  checks: z.array(z.strictObject({ item: contentId, byAccountId: id, atMs: timeMs })).max(100),
  conduct: z
    .array(
      z.strictObject({
        id,
        kind: z.enum(['marketing', 'safeguarding', 'photo', 'privacy']),
        note: typed,
        byAccountId: id,
        atMs: timeMs,
      }),
    )
    .max(200),
  questions: z
    .array(
      z.strictObject({
        id,
        text: typed,
        stage: z.enum(['open', 'class', 'volunteer', 'expert']),
        ownerAccountId: id.nullable(),
        answer: typed,
        askedAtMs: timeMs,
        dueAtMs: timeMs,
        answeredAtMs: timeMs.nullable(),
      }),
    )
    .max(500),
  followUps: z
    .array(
      z.strictObject({
        id,
        kind: z.enum(['plan', 'deed', 'visit-again', 'correction']),
        text: typed,
        ownerAccountId: id,
        dueOn: z.iso.date(),
        closedAtMs: timeMs.nullable(),
        outcome: typed,
        createdAtMs: timeMs,
      }),
    )
    .max(100),
  hosts: z
    .array(z.strictObject({ id, confirmedAtMs: timeMs.nullable(), signedInAtMs: timeMs.nullable() }))
    .max(20),
});
export type ResultsBody = z.output<typeof resultsBodySchema>;

/** The results file that a laptop hands in. */
export const resultsSchema = z.strictObject({
  format: z.literal('square-one-visit-results'),
  formatVersion: z.literal(1),
  packId: id,
  visitId: id,
  classId: id,
  /** Which laptop: another one that opened the same pack has another. */
  copyId: z.string().regex(/^[0-9a-f]{16}$/),
  contentHash: z.string().max(64),
  body: resultsBodySchema,
  /** HMAC over everything else with the pack's key. */
  seal: digest,
});
export type VisitResults = z.output<typeof resultsSchema>;

/** What a hand-in brought, as its page shows it: the same for the same file, however often it comes. */
export interface HandInOutcome {
  readonly copyId: string;
  readonly lessons: number;
  readonly events: number;
  /** Answers of seats that had tried the question meanwhile: shown, worth nothing. */
  readonly repeated: number;
  /** Rows of seats that are gone, or of content that this server never served. */
  readonly leftOut: number;
  readonly questions: number;
  readonly checks: number;
  readonly conduct: number;
  /** By how much the laptop's clock was put right; 0 when its times were possible. */
  readonly clockShiftMs: number;
}
