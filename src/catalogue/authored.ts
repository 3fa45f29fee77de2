import { z } from 'zod';

import { questionKinds } from '#questions/kinds.ts';

import { bands } from './bands.ts';
import { checkColumns, checkMoments, courseIds, factMarks, planStepKinds } from './schema.ts';

/** The shapes of the files in content/, as their authors write them. Unknown keys are refused. */

const words = z.strictObject({ zh: z.string().trim().min(1), en: z.string().trim().min(1) });
const grades = z.string().regex(/^[1-9]-[1-9]$/, 'grades are written like 1-2');
const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'a month is written like 2026-11');
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a slug has small letters, digits and hyphens');

export const authoredCourse = z.strictObject({
  id: z.enum(courseIds),
  title: words,
  summary: words,
  modules: z.array(
    z.strictObject({
      id: slug,
      band: z.enum(bands),
      grades,
      title: words,
      summary: words,
      lessons: z.array(
        z.strictObject({
          id: z.string().regex(/^(LB|FI)\d\d$/),
          slug,
          title: words,
          grades,
          summary: words,
          ready: z.boolean(),
        }),
      ),
    }),
  ),
});
export type AuthoredCourse = z.infer<typeof authoredCourse>;

/** Each kind of question says how it is written. */
export const authoredQuestions = z.array(questionKinds.choice.authored);
export type AuthoredQuestion = z.infer<typeof authoredQuestions>[number];

export const authoredPlans = z.array(
  z.strictObject({
    minutes: z.union([z.literal(40), z.literal(20)]),
    materials: z.array(words),
    steps: z.array(
      z.strictObject({
        kind: z.enum(planStepKinds),
        minutes: z.int().positive(),
        screenMinutes: z.int().nonnegative().optional(),
        title: words,
        say: words,
        tip: words.optional(),
        board: words.optional(),
        questions: z.array(z.string()).optional(),
        game: z.string().optional(),
        picture: z.string().optional(),
      }),
    ),
  }),
);

/** Enough to be ready for a class, few enough to be read before it. */
export const authoredHardQuestions = z
  .array(z.strictObject({ ask: words, say: words, hand_on: words.optional() }))
  .min(3)
  .max(5);

export const authoredMisconceptions = z.array(
  z.strictObject({ code: z.string().regex(/^M(-[A-Z0-9]+)+$/), cluster: words, name: words, fix: words }),
);

/** Competencies may say more about themselves; the catalogue needs these two. */
export const authoredCompetencies = z.array(z.looseObject({ id: z.string(), name: words }));

export const authoredFacts = z.array(
  z.strictObject({
    id: slug,
    text: words,
    source: words,
    mark: z.enum(factMarks),
    verified_on: month,
  }),
);

export const authoredHotlines = z.array(
  z.strictObject({
    number: z.string().regex(/^\d{3,5}$/),
    use: words,
    mark: z.enum(factMarks),
    verified_on: month,
  }),
);

/** A place of content/regions.yaml: places lie in places. */
export interface AuthoredPlace {
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly square?: readonly [number, number] | undefined;
  readonly places?: readonly AuthoredPlace[] | undefined;
}

const authoredPlace: z.ZodType<AuthoredPlace> = z.strictObject({
  code: z.string().regex(/^\d{6}(-[a-z]+)?$/, 'a place has six digits, a town its county’s and a word'),
  name: words,
  square: z.tuple([z.int().positive(), z.int().positive()]).optional(),
  get places() {
    return z.array(authoredPlace).optional();
  },
});
export const authoredRegions = z.array(authoredPlace);

const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a day is written like 03-15');
export const authoredCampaigns = z.array(
  z.strictObject({
    id: slug,
    name: words,
    from: monthDay,
    until: monthDay,
    years: z.array(
      z.strictObject({
        year: z.int().min(2000).max(2100),
        from: monthDay.optional(),
        until: monthDay.optional(),
        theme: words,
        source: words,
        mark: z.enum(factMarks),
        verified_on: month,
      }),
    ),
  }),
);

export const authoredSellingWords = z.array(
  z.strictObject({
    kind: z.enum(['account', 'product', 'promise', 'lure', 'contact', 'link']),
    /** Lessons warn of it and name it: not searched for there. */
    taught: z.literal(true).optional(),
    words: z.array(z.string().trim().min(2)).min(1),
  }),
);

const courseOption = z.strictObject({
  key: z.enum(['A', 'B', 'C']),
  text: words,
  correct: z.literal(true).optional(),
  feedback: words,
});

export const authoredVolunteerCourse = z.strictObject({
  version: month,
  pass_mark: z.int().positive(),
  topics: z.array(z.strictObject({ id: slug, name: words, all_right: z.literal(true).optional() })).min(1),
  questions: z.array(
    z.strictObject({
      id: z.string().regex(/^V\d\d$/),
      topic: z.string(),
      stem: words,
      options: z
        .array(courseOption)
        .length(3)
        .refine((options) => options.map(({ key }) => key).join('') === 'ABC', {
          message: 'the options are A, B and C, in this order',
        })
        .refine((options) => options.filter(({ correct }) => correct).length === 1, {
          message: 'exactly one option is correct',
        }),
    }),
  ),
});

export type AuthoredVolunteerCourse = z.infer<typeof authoredVolunteerCourse>;

export const authoredConduct = z.strictObject({
  version: month,
  standards: z.array(z.strictObject({ id: slug, text: words })).min(1),
});

export const authoredChecks = z.array(
  z.strictObject({
    id: slug,
    moment: z.enum(checkMoments),
    column: z.enum(checkColumns),
    about: z.enum(['gift', 'photo']).optional(),
    text: words,
  }),
);

export const authoredFrontmatter = z.strictObject({
  objectives: z.array(z.string().trim().min(1)).min(1),
  vocabulary: z.array(
    z.strictObject({
      word: z.string().trim().min(1),
      gloss: z.string().trim().min(1),
      example: z.string().trim().min(1),
    }),
  ),
  game: z.string().optional(),
});
export type AuthoredFrontmatter = z.infer<typeof authoredFrontmatter>;

export const authoredReadings = z.strictObject({
  polyphones: z.string(),
  words: z.record(z.string(), z.string()),
});
