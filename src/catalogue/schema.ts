import type { Bilingual } from '#domain/text.ts';
import type { RubyText } from '#domain/ruby.ts';
import type { Band } from '#games/kit/define-game.ts';
import type { GameId } from '#games/rules.ts';
import type { ChoiceQuestion } from '#questions/choice/kind.ts';

/** Everything that content/ says, compiled and checked. Holds the keys of sealed questions: server only. */
export interface Catalogue {
  /** First 12 hex digits of the SHA-256 of the rest. */
  readonly hash: string;
  readonly courses: readonly Course[];
  readonly modules: readonly Module[];
  readonly lessons: readonly Lesson[];
  readonly questions: readonly Question[];
  readonly misconceptions: readonly Misconception[];
  readonly competencies: readonly Competency[];
  readonly facts: readonly Fact[];
  readonly hotlines: readonly Hotline[];
  /** Every place of the region, parents before their children. */
  readonly districts: readonly District[];
  readonly campaigns: readonly Campaign[];
  /** Words by which an adult would sell something in a visit. */
  readonly sellingWords: readonly string[];
  readonly volunteers: VolunteerContent;
}

/** `id` is the slug in the address: `/courses/little-banker`. */
export interface Course {
  readonly id: CourseId;
  readonly title: Bilingual;
  readonly summary: Bilingual;
  readonly moduleIds: readonly string[];
}

export const courseIds = ['little-banker', 'financial-integrity'] as const;
export type CourseId = (typeof courseIds)[number];

/** What a teacher assigns: the lessons of one band, in order. `id` is `little-banker-a`. */
export interface Module {
  readonly id: string;
  readonly courseId: CourseId;
  readonly band: Band;
  readonly grades: GradeSpan;
  readonly title: Bilingual;
  readonly summary: Bilingual;
  readonly lessonIds: readonly string[];
}

export interface GradeSpan {
  readonly from: number;
  readonly to: number;
}

/** A lesson of the town. One that is not ready has a title and a tile, and nothing to open. */
export interface Lesson {
  /** `LB02` */
  readonly id: string;
  /** `meet-the-renminbi` */
  readonly slug: string;
  /** `/courses/little-banker/meet-the-renminbi` (the language prefix comes from `pagePath`). */
  readonly path: string;
  readonly courseId: CourseId;
  readonly moduleId: string;
  readonly grades: GradeSpan;
  readonly title: RubyText;
  readonly summary: RubyText;
  readonly ready: boolean;
  /** Null until the lesson is ready. */
  readonly content: LessonContent | null;
}

export interface LessonContent {
  /** First 12 hex digits of the SHA-256 of the lesson's files. */
  readonly version: string;
  /** “I can …” sentences. */
  readonly objectives: readonly RubyText[];
  readonly vocabulary: readonly VocabularyCard[];
  /** Open questions in the order in which the lesson asks them. */
  readonly questionIds: readonly string[];
  readonly game: { readonly id: GameId; readonly band: Band } | null;
  /** Titles of the `<Step>`s in order. */
  readonly steps: readonly RubyText[];
  readonly plans: readonly Plan[];
  /** What a class may ask beyond the lesson; for adults. */
  readonly hardQuestions: readonly HardQuestion[];
  /** The facts that its `<Fact>` tags name, in order. */
  readonly facts: readonly Fact<RubyText>[];
  readonly familyTask: RubyText;
}

export interface VocabularyCard {
  /** Its Chinese has readings in every grade. */
  readonly word: RubyText;
  readonly gloss: RubyText;
  readonly example: RubyText;
}

export interface HardQuestion {
  readonly question: Bilingual;
  /** What an adult can say. */
  readonly answer: Bilingual;
  /** To whom it goes when the answer does not do, or what else to do; null when the answer is all. */
  readonly handOn: Bilingual | null;
}

/** How a lesson runs in a room, in 40 minutes or in a visit of 20. */
export interface Plan {
  readonly minutes: 40 | 20;
  readonly materials: readonly Bilingual[];
  readonly steps: readonly PlanStep[];
}

export const planStepKinds = ['story', 'explore', 'question', 'game', 'act', 'faces'] as const;
export type PlanStepKind = (typeof planStepKinds)[number];

export interface PlanStep {
  readonly kind: PlanStepKind;
  readonly minutes: number;
  /** How many of the minutes the children look at a screen: at most 30 % of a lesson. */
  readonly screenMinutes: number;
  readonly title: Bilingual;
  /** What the presenter says. */
  readonly say: Bilingual;
  /** What the presenter does; null when the words are all. */
  readonly tip: Bilingual | null;
  /** What stands on the room's screen; null leaves the title alone. */
  readonly board: Bilingual | null;
  readonly questionIds: readonly string[];
  readonly gameId: GameId | null;
  /** Name of a drawing in src/ui/art/lessons. */
  readonly picture: string | null;
}

/**
 * A question with its key: never leaves the server whole; its kind's `publicView` is what a pupil may see.
 * Open ids look like `LB02-Q1`, sealed ones like `LB02-S1`. `version` is the first 12 hex digits of the SHA-256
 * of what is shown and how it is marked, as canonical JSON (readings and competencies apart): an answer is
 * marked against what was shown. A sealed question serves pre-tests and post-tests only, and its key stays on
 * the server until the test closes.
 */
export interface Question extends ChoiceQuestion<RubyText> {
  readonly competencies: readonly string[];
  /** The parallel forms a sealed question is in; an anchor is in both. Empty for open ones. */
  readonly forms: readonly TestForm[];
}

export type TestForm = 'A' | 'B';

export interface Misconception {
  readonly code: string;
  /** Slug of the cluster's English name. */
  readonly clusterId: string;
  readonly cluster: Bilingual;
  readonly name: Bilingual;
  readonly fix: Bilingual;
}

export interface Competency {
  readonly id: string;
  readonly name: Bilingual;
}

/** How well a fact is known: text of a law, a public page, computed here, or general knowledge. */
export const factMarks = ['law', 'page', 'computed', 'general'] as const;

export interface Fact<Text extends Bilingual = Bilingual> {
  readonly id: string;
  readonly text: Text;
  readonly source: Bilingual;
  readonly mark: (typeof factMarks)[number];
  /** Year and month, `2026-11`. */
  readonly verifiedOn: string;
}

export interface Hotline {
  readonly number: string;
  readonly use: Bilingual;
  readonly mark: (typeof factMarks)[number];
  readonly verifiedOn: string;
}

/** A place where visits happen: province, city, county or town. */
export interface District {
  /** `330382`, a town `330382-chengnan`. */
  readonly code: string;
  readonly parentCode: string | null;
  readonly level: 'province' | 'city' | 'county' | 'town';
  readonly name: Bilingual;
  /** Column and row on the map of squares, from 1; counties alone have one. */
  readonly square: { readonly column: number; readonly row: number } | null;
}

/** A week or a day of the year in which banks teach. Days are `03-15`. */
export interface Campaign {
  readonly id: string;
  readonly name: Bilingual;
  readonly from: string;
  readonly until: string;
  /** What was announced for single years. */
  readonly years: readonly CampaignYear[];
}

export interface CampaignYear {
  readonly year: number;
  readonly from: string;
  readonly until: string;
  readonly theme: Bilingual;
  readonly source: Bilingual;
  readonly mark: (typeof factMarks)[number];
  readonly verifiedOn: string;
}

/** What volunteers learn, sign and tick. Holds the course's answers: server only. */
export interface VolunteerContent {
  readonly course: VolunteerCourse;
  readonly conduct: {
    readonly version: string;
    readonly standards: readonly { readonly id: string; readonly text: Bilingual }[];
  };
  readonly checks: readonly VisitCheck[];
}

export interface VolunteerCourse {
  /** The month of its last change that asks everyone again. */
  readonly version: string;
  readonly passMark: number;
  /** Of a topic with `allRight` every question has to be right. */
  readonly topics: readonly { readonly id: string; readonly name: Bilingual; readonly allRight: boolean }[];
  readonly questions: readonly CourseQuestion[];
}

export interface CourseQuestion {
  readonly id: string;
  readonly topic: string;
  readonly stem: Bilingual;
  readonly options: readonly {
    readonly key: 'A' | 'B' | 'C';
    readonly text: Bilingual;
    readonly correct: boolean;
    readonly feedback: Bilingual;
  }[];
}

export const checkMoments = ['before', 'during', 'after'] as const;
/** 管理 · 营销 · 宣传 · 服务 · 纠纷处理. */
export const checkColumns = ['management', 'marketing', 'education', 'service', 'disputes'] as const;

/** A line of a visit's checklists. */
export interface VisitCheck {
  readonly id: string;
  readonly moment: (typeof checkMoments)[number];
  readonly column: (typeof checkColumns)[number];
  readonly about: 'gift' | 'photo' | null;
  readonly text: Bilingual;
}
