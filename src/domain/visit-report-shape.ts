import type { Counting } from './counting-rule.ts';
import type { LiveMode } from './live-session.ts';
import type { Bilingual } from './text.ts';

/** Raised whenever a field of `VisitReport` changes its meaning or goes; adding one keeps it. */
export const reportFormat = { format: 'square-one-visit-report', version: 1 } as const;

/**
 * What a bank reports of one visit, in eight sections. Shares are ten-thousandths (`…Bp`), null where there is
 * nothing to share out; figures about fewer than ten pupils are null and `state` is 'hidden'.
 */
export interface VisitReport {
  readonly identity: ReportIdentity;
  readonly reach: ReportReach;
  readonly content: ReportContent;
  readonly learning: ReportLearning;
  readonly experience: ReportExperience;
  readonly conduct: ReportConduct;
  readonly followUps: ReportFollowUps;
  /** Ours, not a form of the regulator's. */
  readonly evaluation: readonly ElementFigures[];
  /** 办实事: what was solved for the school or its families. */
  readonly deed: string;
}

export interface ReportIdentity {
  readonly visitId: string;
  readonly bank: string;
  readonly label: string;
  readonly hosts: readonly { readonly kind: string; readonly name: string; readonly signedIn: boolean }[];
  readonly school: string;
  readonly className: string | null;
  readonly day: string;
  readonly startMinute: number;
  readonly bookedMinutes: number;
  /** Province first; `code` as in GB/T 2260. */
  readonly places: readonly { readonly code: string; readonly name: Bilingual }[];
  readonly place: string;
  readonly area: 'urban' | 'rural';
  readonly channel: 'classroom' | 'shared' | 'online';
  readonly language: 'zh-CN' | 'en';
  readonly campaign: { readonly id: string; readonly name: Bilingual } | null;
  readonly isDemo: boolean;
  /** Where the facts of a visit before the platform come from. */
  readonly source: Bilingual | null;
}

export interface ReportReach {
  readonly counting: Counting;
  readonly events: number;
  readonly schools: number;
  readonly classes: number;
  readonly grade: number;
  /** Different seats that took part; 0 where nobody can know. */
  readonly uniquePupils: number;
  readonly personTimes: number;
  readonly countedBy: 'seats' | 'hands' | 'typed' | 'nothing';
  readonly lessonMinutes: number;
  readonly teachers: number;
  readonly volunteers: number;
  readonly volunteersTrained: number;
  readonly volunteersCleared: number;
  readonly volunteerMinutes: number;
  readonly elders: number;
  readonly families: number;
}

export interface ReportContent {
  readonly lessons: readonly {
    readonly id: string;
    readonly title: Bilingual;
    readonly version: string;
    readonly planMinutes: number;
    readonly mode: LiveMode | 'home';
    readonly suitsGrade: boolean;
    /** `verifiedOn` is year and month. */
    readonly facts: readonly { readonly id: string; readonly verifiedOn: string }[];
  }[];
  /** The catalogue that the answers were given to. */
  readonly contentHashes: readonly string[];
  /** To a tenth: the time each step took × the share of it that its plan gives to a screen. */
  readonly screenMinutes: number;
  readonly screenShareBp: number | null;
  readonly screenLimitBp: number;
}

/** `state` 'none': nobody sat both tests; 'too-young': grades 1–2 sit none; 'hidden': fewer than ten sat both. */
export type ReportLearning =
  { readonly state: 'none' | 'too-young' | 'hidden' } | ({ readonly state: 'shown' } & LearningFigures);

/** Matched pupils alone, those who sat both tests. Without a comparison class this is a change, not an effect. */
export interface LearningFigures {
  readonly claim: 'change' | 'effect';
  readonly matched: number;
  /** Pupils who sat the first test and not the second. */
  readonly attrition: number;
  /** Mean scores. */
  readonly beforeBp: number;
  readonly afterBp: number;
  /** Of what could still be gained; null when the class was above 85 % before. */
  readonly gainBp: number | null;
  /** The change in standard deviations of the first test; null without spread. */
  readonly effectSize: number | null;
  /** 95 % of the mean change. */
  readonly intervalBp: { readonly low: number; readonly high: number };
  /** Those who sat a third test weeks later; retention is (later − before)/(after − before). */
  readonly later: {
    readonly matched: number;
    readonly laterBp: number;
    readonly retentionBp: number | null;
  } | null;
  /** How many matched pupils chose a belief; null: hidden. */
  readonly misconceptions: readonly {
    readonly code: string;
    readonly name: Bilingual;
    readonly before: number | null;
    readonly after: number | null;
    readonly later: number | null;
  }[];
}

export interface ReportFaces {
  readonly state: 'none' | 'hidden' | 'shown';
  /** How many answered: devices that chose, or pupils in the room where hands were counted. A face is null where its count is hidden. */
  readonly asked: number | null;
  readonly gain: number | null;
  readonly joy: number | null;
  readonly safety: number | null;
}

export interface ThreeRatings {
  readonly first: number;
  readonly second: number;
  readonly third: number;
}

export interface ReportExperience {
  readonly faces: ReportFaces;
  /** 1–5 each: the school of the bank, the bank of the school; null until both have rated. */
  readonly ratings: { readonly bySchool: ThreeRatings | null; readonly byBank: ThreeRatings | null };
  readonly questions: {
    readonly asked: number;
    readonly byClass: number;
    readonly byVolunteer: number;
    readonly byExpert: number;
    readonly open: number;
    /** Answered by their day, within five working days. */
    readonly inTime: number;
    readonly inTimeBp: number | null;
  };
  /** What pupils of this lesson believed most often, three at most; `chosen` is null where it is hidden. */
  readonly beliefs: {
    readonly state: 'none' | 'hidden' | 'shown';
    readonly top: readonly {
      readonly code: string;
      readonly name: Bilingual;
      readonly chosen: number | null;
      readonly answers: number;
    }[];
  };
}

export interface ReportConduct {
  readonly marketing: number;
  readonly safeguarding: number;
  readonly photo: number;
  readonly privacy: number;
  /** Reports that are not closed yet. */
  readonly open: number;
  readonly checksTicked: number;
}

export interface ReportFollowUps {
  readonly items: readonly {
    readonly kind: 'plan' | 'deed' | 'visit-again' | 'correction';
    readonly text: string;
    readonly owner: string;
    readonly dueOn: string;
    readonly closed: boolean;
    readonly outcome: string;
  }[];
  readonly open: number;
  readonly closed: number;
}

/** Elements of 金融机构消费者权益保护监管评价办法 (in force since 2025-09-10) with the least share of each. */
export const evaluationElements = {
  mechanism: 1000,
  suitability: 1000,
  marketing: 2500,
  disputes: 2500,
  education: 1000,
  service: 500,
  privacy: 500,
} as const;
export type EvaluationElement = keyof typeof evaluationElements;

export interface ElementFigures {
  readonly element: EvaluationElement;
  readonly leastShareBp: number;
  readonly figures: Readonly<Record<string, number | null>>;
}
