import { describe, expect, test } from 'vitest';

import { countVisit, minutesInClass } from '#domain/counting-rule.ts';
import { applyCorrections } from '#domain/report-corrections.ts';
import { buildReport, nothingTyped, type ReportFacts } from '#domain/visit-report.ts';

const minute = 60_000;
const lesson = (from: number, until: number, planMinutes = 40) => ({
  startedAtMs: from * minute,
  endedAtMs: until * minute,
  planMinutes,
});

describe('minutes in class', () => {
  test('are whole minutes, and 19:59 is under 20', () => {
    expect(minutesInClass([lesson(0, 40)])).toBe(40);
    expect(minutesInClass([{ startedAtMs: 0, endedAtMs: 20 * minute - 1, planMinutes: 20 }])).toBe(19);
    expect(minutesInClass([])).toBe(0);
  });

  test('of lessons at the same time count once, of lessons one after another add up', () => {
    expect(minutesInClass([lesson(0, 30), lesson(10, 25)])).toBe(30);
    expect(minutesInClass([lesson(10, 40), lesson(0, 30)])).toBe(40);
    expect(minutesInClass([lesson(0, 10), lesson(30, 45)])).toBe(25);
  });

  test('of a room that nobody closed end 20 minutes after its plan', () => {
    expect(minutesInClass([lesson(0, 600)])).toBe(60);
    expect(minutesInClass([lesson(0, 600, 20)])).toBe(40);
  });
});

test('one class, one visit, at least 20 minutes, once a day', () => {
  expect(countVisit(true, 20, false)).toBe('counted');
  expect(countVisit(true, 19, false)).toBe('too-short');
  expect(countVisit(true, 40, true)).toBe('same-class-same-day');
  expect(countVisit(false, 40, false)).toBe('not-held');
});

const facts: ReportFacts = {
  identity: {
    ...{ visitId: 'v', bank: 'Bank', label: '', hosts: [], school: 'School', className: '四(2)' },
    ...{ day: '2026-11-23', startMinute: 600, bookedMinutes: 40, places: [], place: '', area: 'urban' },
    ...{ channel: 'classroom', language: 'zh-CN', campaign: null, isDemo: false, source: null },
  },
  held: true,
  grade: 4,
  lessons: [
    {
      ...lesson(0, 40),
      content: {
        ...{ id: 'LB02', title: { zh: '一', en: 'One' }, version: 'v1', planMinutes: 40, mode: 'cards' },
        ...{ suitsGrade: true, facts: [] },
      },
      steps: [
        { spentMs: 10 * minute, minutes: 5, screenMinutes: 5 },
        { spentMs: 30 * minute, minutes: 20, screenMinutes: 2 },
      ],
    },
  ],
  contentHashes: [],
  ...{ seats: 0, hands: 0, anotherCounted: false },
  crew: [
    { trained: true, cleared: false },
    { trained: false, cleared: false },
  ],
  typed: nothingTyped,
  learning: { state: 'none' },
  faces: { devices: null, hands: null },
  beliefs: [],
  ratings: { bySchool: null, byBank: null },
  ...{ questions: [], conduct: [], checksTicked: 0, followUps: [] },
};
const felt = (asked: number, gain: number) => ({ asked, gain, joy: 0, safety: asked });

describe('a report', () => {
  test('tells screen minutes by the time that each step took', () => {
    expect(buildReport(facts).content).toMatchObject({ screenMinutes: 13, screenShareBp: 3250 });
    expect(buildReport({ ...facts, lessons: [] }).content.screenShareBp).toBeNull();
  });

  test('takes the larger of seats and hands for person-times, and seats alone for different pupils', () => {
    const of = (seats: number, hands: number) => buildReport({ ...facts, seats, hands }).reach;
    expect(of(30, 28)).toMatchObject({ uniquePupils: 30, personTimes: 30, countedBy: 'seats' });
    expect(of(12, 28)).toMatchObject({ uniquePupils: 12, personTimes: 28, countedBy: 'hands' });
    expect(of(0, 0)).toMatchObject({ uniquePupils: 0, personTimes: 0, countedBy: 'nothing' });
  });

  test('shows a face only where at least ten chose it and at least ten did not', () => {
    const of = (asked: number, gain: number) =>
      buildReport({ ...facts, faces: { devices: felt(asked, gain), hands: null } }).experience.faces;
    expect(of(40, 25)).toMatchObject({ state: 'shown', asked: 40, gain: 25, joy: null, safety: null });
    expect(of(40, 31).gain).toBeNull();
    expect(of(40, 9).gain).toBeNull();
    expect(of(9, 9)).toEqual({ state: 'hidden', asked: null, gain: null, joy: null, safety: null });
  });

  test('names three beliefs at most, the most frequent first, and none of fewer than ten answers', () => {
    const belief = (code: string, chosen: number, answers: number) => ({
      ...{ code, chosen, answers },
      name: { zh: code, en: code },
    });
    const beliefs = [
      belief('A', 12, 40),
      belief('B', 20, 40),
      belief('C', 9, 9),
      belief('D', 5, 40),
      belief('E', 11, 40),
    ];
    const { top } = buildReport({ ...facts, beliefs }).experience.beliefs;
    expect(top.map(({ code, chosen }) => [code, chosen])).toEqual([
      ['B', 20],
      ['A', 12],
      ['E', 11],
    ]);
    const few = buildReport({ ...facts, beliefs: [belief('C', 9, 9)] }).experience.beliefs;
    expect(few).toEqual({ state: 'hidden', top: [] });
  });

  test('an answer on the last day is in time, one after it is not, and none asked is no share', () => {
    const question = (answeredAtMs: number | null) => ({
      stage: 'class' as const,
      dueAtMs: 10,
      answeredAtMs,
    });
    const of = (...answers: (number | null)[]) =>
      buildReport({ ...facts, questions: answers.map(question) }).experience.questions;
    expect(of(10, 11, null)).toMatchObject({ asked: 3, inTime: 1, inTimeBp: 3333 });
    expect(of().inTimeBp).toBeNull();
  });

  test('names the seven elements, whose least shares leave room for what a regulator adds', () => {
    const { evaluation } = buildReport(facts);
    expect(evaluation).toHaveLength(7);
    expect(evaluation.reduce((sum, { leastShareBp }) => sum + leastShareBp, 0)).toBe(9000);
  });
});

describe('a correction', () => {
  test('of minutes brings along what follows from them', () => {
    const signed = buildReport(facts);
    const report = applyCorrections(signed, [{ field: 'lessonMinutes', after: '19' }]);
    expect(report.reach).toMatchObject({
      lessonMinutes: 19,
      events: 0,
      counting: 'too-short',
      volunteerMinutes: 38,
    });
    expect(report.content.screenShareBp).toBe(6842);
    expect(report.evaluation.find(({ element }) => element === 'education')?.figures['events']).toBe(0);
    expect(signed.reach.events).toBe(1);
  });

  test('the later one of a figure stands; one of a lesson’s words changes no figure', () => {
    const signed = buildReport(facts);
    const elders = (after: string) => ({ field: 'elders', after }) as const;
    expect(applyCorrections(signed, [elders('4'), elders('6')]).reach.elders).toBe(6);
    expect(applyCorrections(signed, [{ field: 'lesson', after: '9' }])).toEqual(signed);
    expect(applyCorrections(signed, [])).toEqual(signed);
  });
});
