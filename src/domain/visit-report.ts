import { countVisit, minutesInClass, type HeldStretch } from './counting-rule.ts';
import { isShown, suppressPart } from './suppress.ts';
import {
  evaluationElements,
  type ElementFigures,
  type EvaluationElement,
  type ReportConduct,
  type ReportContent,
  type ReportExperience,
  type ReportFaces,
  type ReportFollowUps,
  type ReportIdentity,
  type ReportLearning,
  type ReportReach,
  type ThreeRatings,
  type VisitReport,
} from './visit-report-shape.ts';

/** A lesson of the visit with the time that each step took and the part of it that its plan gives to a screen. */
export interface ReportLesson extends HeldStretch {
  readonly content: ReportContent['lessons'][number];
  readonly steps: readonly {
    readonly spentMs: number;
    readonly minutes: number;
    readonly screenMinutes: number;
  }[];
}

/** What only people know; `pupils` is asked for only where neither devices, cards nor hands tell. */
export interface TypedFacts {
  readonly teachers: number;
  readonly elders: number;
  readonly families: number;
  readonly pupils: number;
  readonly deed: string;
}
export const nothingTyped: TypedFacts = { teachers: 0, elders: 0, families: 0, pupils: 0, deed: '' };

export interface AskedQuestion {
  readonly stage: 'open' | 'class' | 'volunteer' | 'expert';
  readonly dueAtMs: number;
  readonly answeredAtMs: number | null;
}

type Belief = ReportExperience['beliefs']['top'][number] & { readonly chosen: number };
type Felt = { readonly asked: number; readonly gain: number; readonly joy: number; readonly safety: number };

/** A visit as the rows tell it. */
export interface ReportFacts {
  readonly identity: ReportIdentity;
  readonly held: boolean;
  readonly grade: number;
  readonly lessons: readonly ReportLesson[];
  readonly contentHashes: readonly string[];
  /** Different seats that came in, answered or were read. */
  readonly seats: number;
  /** Most hands that were counted at one question. */
  readonly hands: number;
  readonly anotherCounted: boolean;
  readonly crew: readonly { readonly trained: boolean; readonly cleared: boolean }[];
  readonly typed: TypedFacts;
  readonly learning: ReportLearning;
  readonly faces: { readonly devices: Felt | null; readonly hands: Omit<Felt, 'asked'> | null };
  readonly beliefs: readonly Belief[];
  readonly ratings: { readonly bySchool: ThreeRatings | null; readonly byBank: ThreeRatings | null };
  readonly questions: readonly AskedQuestion[];
  readonly conduct: readonly {
    readonly kind: keyof Omit<ReportConduct, 'open' | 'checksTicked'>;
    readonly closed: boolean;
  }[];
  readonly checksTicked: number;
  readonly followUps: ReportFollowUps['items'];
}

/** 光明行动: a lesson's children look at a screen for at most 30 % of it. */
const screenLimitBp = 3000;

function shareBp(part: number, whole: number): number | null {
  return whole > 0 ? Math.round((10_000 * part) / whole) : null;
}

export function buildReport(facts: ReportFacts): VisitReport {
  const { identity, typed } = facts;
  const reach = reachOf(facts);
  return derived(facts.held, facts.anotherCounted, {
    identity,
    reach,
    content: contentOf(facts),
    learning: facts.learning,
    experience: experienceOf(facts, reach.personTimes),
    conduct: conductOf(facts),
    followUps: followUpsOf(facts.followUps),
    evaluation: [],
    deed: typed.deed,
  });
}

/** The report with every figure that follows from others; a correction of minutes brings the rest along. */
export function derived(held: boolean, anotherCounted: boolean, report: VisitReport): VisitReport {
  const { lessonMinutes, volunteers } = report.reach;
  const counting = countVisit(held, lessonMinutes, anotherCounted);
  const { screenMinutes } = report.content;
  const share = shareBp(screenMinutes, lessonMinutes);
  const whole: VisitReport = {
    ...report,
    reach: {
      ...report.reach,
      counting,
      events: counting === 'counted' ? 1 : 0,
      volunteerMinutes: volunteers * lessonMinutes,
    },
    content: { ...report.content, screenShareBp: share === null ? null : Math.min(10_000, share) },
  };
  return { ...whole, evaluation: evaluationOf(whole) };
}

function reachOf({ grade, lessons, seats, hands, crew, typed }: ReportFacts): ReportReach {
  const known = Math.max(seats, hands);
  const typedPupils = known === 0 ? typed.pupils : 0;
  const took = lessons.length > 0 ? 1 : 0;
  return {
    ...{ counting: 'not-held', events: 0, schools: took, classes: took, grade },
    uniquePupils: seats,
    personTimes: known + typedPupils,
    countedBy: typedPupils > 0 ? 'typed' : known === 0 ? 'nothing' : hands > seats ? 'hands' : 'seats',
    lessonMinutes: minutesInClass(lessons),
    teachers: typed.teachers,
    volunteers: crew.length,
    volunteersTrained: crew.filter(({ trained }) => trained).length,
    volunteersCleared: crew.filter(({ cleared }) => cleared).length,
    volunteerMinutes: 0,
    elders: typed.elders,
    families: typed.families,
  };
}

function contentOf({ lessons, contentHashes }: ReportFacts): ReportContent {
  const screenMs = lessons
    .flatMap(({ steps }) => steps)
    .reduce((sum, { spentMs, minutes, screenMinutes }) => sum + (spentMs * screenMinutes) / minutes, 0);
  return {
    lessons: lessons.map(({ content }) => content),
    contentHashes,
    screenMinutes: Math.round(screenMs / 6000) / 10,
    screenShareBp: null,
    screenLimitBp,
  };
}

function experienceOf(facts: ReportFacts, pupils: number): ReportExperience {
  const { questions, ratings, beliefs } = facts;
  const at = (stage: AskedQuestion['stage']): number =>
    questions.filter((question) => question.stage === stage).length;
  const inTime = questions.filter(
    ({ answeredAtMs, dueAtMs }) => answeredAtMs !== null && answeredAtMs <= dueAtMs,
  ).length;
  const top = beliefs
    .filter(({ answers }) => isShown(answers))
    .toSorted((one, other) => other.chosen - one.chosen || (one.code < other.code ? -1 : 1))
    .slice(0, 3)
    .map((belief) => ({ ...belief, chosen: suppressPart(belief.chosen, belief.answers) }));
  return {
    faces: facesOf(facts.faces, pupils),
    ratings,
    questions: {
      asked: questions.length,
      byClass: at('class'),
      byVolunteer: at('volunteer'),
      byExpert: at('expert'),
      open: at('open'),
      inTime,
      inTimeBp: shareBp(inTime, questions.length),
    },
    beliefs: { state: top.length > 0 ? 'shown' : beliefs.length > 0 ? 'hidden' : 'none', top },
  };
}

function facesOf({ devices, hands }: ReportFacts['faces'], pupils: number): ReportFaces {
  const felt = devices ?? (hands && { asked: pupils, ...hands });
  const nothing = { asked: null, gain: null, joy: null, safety: null };
  if (!felt) return { state: 'none', ...nothing };
  if (!isShown(felt.asked)) return { state: 'hidden', ...nothing };
  const shown = (count: number): number | null => suppressPart(Math.min(count, felt.asked), felt.asked);
  const { asked, gain, joy, safety } = felt;
  return { state: 'shown', asked, gain: shown(gain), joy: shown(joy), safety: shown(safety) };
}

function conductOf({ conduct, checksTicked }: ReportFacts): ReportConduct {
  const of = (kind: (typeof conduct)[number]['kind']): number =>
    conduct.filter((report) => report.kind === kind).length;
  return {
    marketing: of('marketing'),
    safeguarding: of('safeguarding'),
    photo: of('photo'),
    privacy: of('privacy'),
    open: conduct.filter(({ closed }) => !closed).length,
    checksTicked,
  };
}

function followUpsOf(items: ReportFollowUps['items']): ReportFollowUps {
  const closed = items.filter((item) => item.closed).length;
  return { items, open: items.length - closed, closed };
}

function evaluationOf({ reach, content, experience, conduct, followUps }: VisitReport): ElementFigures[] {
  const { questions } = experience;
  const figures: Record<EvaluationElement, Record<string, number | null>> = {
    mechanism: { volunteers: reach.volunteers, volunteersCleared: reach.volunteersCleared },
    suitability: {
      lessons: content.lessons.length,
      lessonsForGrade: content.lessons.filter(({ suitsGrade }) => suitsGrade).length,
    },
    marketing: { marketingReports: conduct.marketing },
    disputes: {
      questionsAsked: questions.asked,
      questionsAnswered: questions.asked - questions.open,
      inTimeBp: questions.inTimeBp,
    },
    education: {
      events: reach.events,
      personTimes: reach.personTimes,
      screenShareBp: content.screenShareBp,
    },
    service: { followUps: followUps.items.length, followUpsClosed: followUps.closed },
    privacy: { privacyReports: conduct.privacy, photoReports: conduct.photo },
  };
  return (Object.keys(evaluationElements) as EvaluationElement[]).map((element) => ({
    element,
    leastShareBp: evaluationElements[element],
    figures: figures[element],
  }));
}
