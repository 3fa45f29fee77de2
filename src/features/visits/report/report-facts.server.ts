import { findCampaign, findDistrict, findLesson, findMisconception } from '#catalogue/catalogue.ts';
import type { Database } from '#db/database.ts';
import { readGatesOf, readVisitAfterwards } from '#db/queries/visit-afterwards.ts';
import {
  countVisitSeats,
  isAnotherCounted,
  listContentHashes,
  listFacesFelt,
  listRoomAnswers,
  listVisitLessons,
  type RoomAnswer,
  type VisitLesson,
} from '#db/queries/visit-reports.ts';
import { findVisitNames } from '#db/queries/visits.ts';
import type { VisitWithCrew } from '#auth/visit-access.server.ts';
import { readFaces } from '#domain/live-event.ts';
import type { LiveSession } from '#domain/live-session.ts';
import type { ReportIdentity, ReportLearning, ThreeRatings } from '#domain/visit-report-shape.ts';
import type { ReportFacts, ReportLesson, TypedFacts } from '#domain/visit-report.ts';

import { readLearning, type VisitLearning } from '../learning.server.ts';

/** A visit as its rows tell it at this moment. The caller has checked who may read it. */
export async function readReportFacts(
  database: Database,
  visit: VisitWithCrew,
  typed: TypedFacts,
): Promise<ReportFacts> {
  const { id, bankId, classId, day } = visit;
  const [names, lessons, seats, answers, felt, hashes, afterwards, learning, gates, anotherCounted] =
    await Promise.all([
      findVisitNames(database, id),
      listVisitLessons(database, id),
      countVisitSeats(database, id),
      listRoomAnswers(database, id),
      listFacesFelt(database, id),
      listContentHashes(database, id),
      readVisitAfterwards(database, id),
      readLearning(database, visit),
      readGatesOf(database, bankId ?? ''),
      classId && bankId ? isAnotherCounted(database, { visitId: id, bankId, classId, day }) : false,
    ]);
  const { hosts, conduct, questions, ratings, followUps, checksTicked } = afterwards;
  const ratingBy = (side: 'school' | 'bank') => {
    const found = ratings.find((rating) => rating.side === side);
    return found ? { first: found.first, second: found.second, third: found.third } : null;
  };
  return {
    identity: identityOf(visit, names, hosts),
    held: visit.status === 'held' || visit.status === 'reported',
    grade: visit.grade,
    lessons: lessons.map((lesson) => lessonOf(lesson, visit.grade)),
    contentHashes: hashes,
    seats,
    hands: mostHands(answers),
    anotherCounted,
    crew: visit.crew.map(({ accountId }) => {
      const gate = gates.get(accountId);
      return {
        trained: (gate?.coursePassedAtMs ?? null) !== null,
        cleared: (gate?.clearedUntilMs ?? 0) >= visit.endsAtMs,
      };
    }),
    typed,
    learning: learningOf(learning),
    faces: { devices: feltOn(felt), hands: facesByHand(lessons) },
    beliefs: beliefsOf(answers),
    ratings: bothRated(ratingBy('school'), ratingBy('bank')),
    questions: questions.map(({ stage, dueAtMs, answeredAtMs }) => ({ stage, dueAtMs, answeredAtMs })),
    conduct: conduct.map(({ kind, closedAtMs }) => ({ kind, closed: closedAtMs !== null })),
    checksTicked,
    followUps: followUps.map(({ followUp: { kind, text, dueOn, closedAtMs, outcome }, owner }) => ({
      ...{ kind, text, owner: owner ?? '', dueOn, closed: closedAtMs !== null, outcome },
    })),
  };
}

/** Neither side reads what the other gave before it has rated itself: the report tells both or none. */
function bothRated(bySchool: ThreeRatings | null, byBank: ThreeRatings | null): ReportFacts['ratings'] {
  return bySchool && byBank ? { bySchool, byBank } : { bySchool: null, byBank: null };
}

function identityOf(
  visit: VisitWithCrew,
  names: Awaited<ReturnType<typeof findVisitNames>>,
  hosts: Awaited<ReturnType<typeof readVisitAfterwards>>['hosts'],
): ReportIdentity {
  const { id, label, day, startMinute, minutes, place, area, channel, language, isDemo, source } = visit;
  const campaign = visit.campaignId === null ? undefined : findCampaign(visit.campaignId);
  return {
    visitId: id,
    bank: names.bank ?? '',
    label,
    hosts: hosts.map(({ kind, name, signedInAtMs }) => ({ kind, name, signedIn: signedInAtMs !== null })),
    school: names.school ?? '',
    className: names.class,
    ...{ day, startMinute, bookedMinutes: minutes },
    places: placesOf(visit.districtCode),
    ...{ place, area, channel, language },
    campaign: campaign ? { id: campaign.id, name: campaign.name } : null,
    ...{ isDemo, source },
  };
}

function placesOf(code: string): ReportIdentity['places'] {
  const district = findDistrict(code);
  if (!district) return [];
  const above = district.parentCode === null ? [] : placesOf(district.parentCode);
  return [...above, { code, name: district.name }];
}

function lessonOf(
  { lessonId, mode, state, startedAtMs, endedAtMs }: VisitLesson,
  grade: number,
): ReportLesson {
  const lesson = findLesson(lessonId);
  const session = state as LiveSession;
  const { planMinutes } = session;
  const plan = lesson?.content?.plans.find(({ minutes }) => minutes === planMinutes);
  const { from, until } = { from: lesson?.grades.from ?? 0, until: lesson?.grades.to ?? 0 };
  return {
    ...{ startedAtMs, endedAtMs, planMinutes },
    content: {
      id: lessonId,
      title: { zh: lesson?.title.zh ?? lessonId, en: lesson?.title.en ?? lessonId },
      version: lesson?.content?.version ?? '',
      ...{ planMinutes, mode, suitsGrade: from <= grade && grade <= until },
      facts: (lesson?.content?.facts ?? []).map(({ id, verifiedOn }) => ({ id, verifiedOn })),
    },
    steps: session.steps.map(({ planStep }, at) => {
      const planned = plan?.steps[planStep];
      const [minutes, screenMinutes] = [planned?.minutes ?? 1, planned?.screenMinutes ?? 0];
      return { spentMs: session.spentMs[at] ?? 0, minutes, screenMinutes };
    }),
  };
}

function mostHands(answers: readonly RoomAnswer[]): number {
  const byQuestion = Map.groupBy(
    answers.filter(({ isHands }) => isHands),
    ({ liveSessionId, questionId }) => `${liveSessionId} ${questionId}`,
  );
  return Math.max(0, ...[...byQuestion.values()].map(sumOf));
}

const sumOf = (answers: readonly RoomAnswer[]): number => answers.reduce((sum, { count }) => sum + count, 0);

/** Each belief with how often it was chosen at the questions that offer it; seats' answers before raised hands. */
function beliefsOf(answers: readonly RoomAnswer[]): ReportFacts['beliefs'] {
  const found = new Map<string, { chosen: number; answers: number }>();
  for (const given of Map.groupBy(answers, ({ questionId }) => questionId).values()) {
    const bySeats = given.filter(({ isHands }) => !isHands);
    const heard = bySeats.length > 0 ? bySeats : given;
    for (const [code, holders] of Map.groupBy(heard, ({ misconception }) => misconception)) {
      const chosen = sumOf(holders);
      if (code === null || chosen === 0) continue;
      const { chosen: before, answers: asked } = found.get(code) ?? { chosen: 0, answers: 0 };
      found.set(code, { chosen: before + chosen, answers: asked + sumOf(heard) });
    }
  }
  return [...found].map(([code, counts]) => ({ code, name: nameOfBelief(code), ...counts }));
}

function nameOfBelief(code: string): { zh: string; en: string } {
  return findMisconception(code)?.name ?? { zh: code, en: code };
}

function feltOn(chosen: readonly string[]): ReportFacts['faces']['devices'] {
  if (chosen.length === 0) return null;
  const lists = chosen.map((text) => readFaces(text) ?? []);
  const of = (face: string): number => lists.filter((list) => list.includes(face)).length;
  return { asked: chosen.length, gain: of('gain'), joy: of('joy'), safety: of('safety') };
}

/** Hands for the faces of the last lesson that counted some. */
function facesByHand(lessons: readonly VisitLesson[]): ReportFacts['faces']['hands'] {
  for (const { state } of lessons.toReversed()) {
    const { steps, counts } = state as LiveSession;
    const at = steps.findLastIndex(({ kind }, index) => kind === 'faces' && counts[index] !== undefined);
    const { gain = 0, joy = 0, safety = 0 } = counts[at] ?? {};
    if (at >= 0) return { gain, joy, safety };
  }
  return null;
}

const toBp = (percent: number): number => Math.round(percent * 100);
const shareToBp = (share: number | null): number | null =>
  share === null ? null : Math.round(share * 10_000);

function learningOf({ change, isTooYoung }: VisitLearning): ReportLearning {
  if (!change) return { state: isTooYoung ? 'too-young' : 'none' };
  if (!change.shown) return { state: 'hidden' };
  const { matched, attrition, beforePercent, afterPercent, gain, effectSize, interval, later } = change;
  return {
    ...{ state: 'shown', claim: 'change', matched, attrition },
    ...{ beforeBp: toBp(beforePercent), afterBp: toBp(afterPercent), gainBp: shareToBp(gain) },
    effectSize: effectSize === null ? null : Math.round(effectSize * 100) / 100,
    intervalBp: { low: toBp(interval[0]), high: toBp(interval[1]) },
    later: later && {
      matched: later.matched,
      laterBp: toBp(later.percent),
      retentionBp: shareToBp(later.retention),
    },
    misconceptions: change.misconceptions.map((shift) => ({ ...shift, name: nameOfBelief(shift.code) })),
  };
}
