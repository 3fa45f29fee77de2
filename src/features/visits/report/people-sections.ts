import { inLocale, type Locale } from '#domain/text.ts';
import { ratingItems } from '#domain/visit-rating.ts';
import type { VisitReport } from '#domain/visit-report-shape.ts';
import { words } from '#i18n/index.ts';
import { sayDay } from '#i18n/school-time.ts';

import {
  figure,
  percent,
  type Cell,
  type ReportLine,
  type ReportSection,
  type ReportTable,
} from './report-cells.ts';

export function reachSection({ reach }: VisitReport, locale: Locale): ReportSection {
  const { reach: say, sections } = words(locale).visitReport;
  const of = (key: Exclude<keyof typeof reach, 'counting' | 'countedBy'>, note?: string): ReportLine => ({
    label: say[key],
    cell: figure(reach[key], `reach.${key}`),
    ...(note ? { note } : {}),
  });
  return {
    id: 'reach',
    title: sections.reach,
    lines: [
      of('events', say.countings[reach.counting]),
      of('schools'),
      of('classes'),
      of('grade'),
      of('personTimes', say.countedBy[reach.countedBy]),
      of('uniquePupils'),
      of('lessonMinutes'),
      of('teachers'),
      of('volunteers'),
      of('volunteersTrained'),
      of('volunteersCleared'),
      of('volunteerMinutes'),
      of('elders'),
      of('families'),
    ],
    tables: [],
    notes: [say.rule],
  };
}

export function experienceSection({ experience }: VisitReport, locale: Locale): ReportSection {
  const { experience: say, sections, columns, none } = words(locale).visitReport;
  const { faces, questions, ratings, beliefs } = experience;
  const asked = (label: string, key: Exclude<keyof typeof questions, 'inTimeBp'>): ReportLine => ({
    label,
    cell: figure(questions[key], `experience.questions.${key}`),
  });
  return {
    id: 'experience',
    title: sections.experience,
    lines: [
      asked(columns.asked, 'asked'),
      asked(say.byClass, 'byClass'),
      asked(say.byVolunteer, 'byVolunteer'),
      asked(say.byExpert, 'byExpert'),
      asked(say.open, 'open'),
      {
        label: columns.inTime,
        cell: percent(questions.inTimeBp, 'experience.questions.inTimeBp', none),
      },
    ],
    tables: [...facesTable(faces, locale), ratingsTable(ratings, locale), ...beliefsTable(beliefs, locale)],
    notes: faces.state === 'shown' ? [] : [faces.state === 'none' ? say.facesNone : say.facesHidden],
  };
}

function facesTable(faces: VisitReport['experience']['faces'], locale: Locale): ReportTable[] {
  const { experience: say } = words(locale).visitReport;
  if (faces.state !== 'shown') return [];
  const keys = ['asked', 'gain', 'joy', 'safety'] as const;
  return [
    {
      caption: say.faces,
      head: keys.map((key) => say[key]),
      rows: [keys.map((key) => figure(faces[key], `experience.faces.${key}`))],
    },
  ];
}

function ratingsTable(ratings: VisitReport['experience']['ratings'], locale: Locale): ReportTable {
  const { visitLearning, visitReport } = words(locale);
  const { experience: say } = visitReport;
  const { asSchool, asBank, ...labels } = visitLearning.ratings;
  const sides = [
    ['bySchool', asSchool, labels.school],
    ['byBank', asBank, labels.bank],
  ] as const;
  return {
    caption: say.ratings,
    head: [],
    rows: sides.flatMap(([key, side, asked]): Cell[][] => {
      const given = ratings[key];
      if (!given) return [[side, say.noRating]];
      const row = (item: keyof typeof given): Cell[] => [
        `${side}: ${asked[item]}`,
        figure(given[item], `experience.ratings.${key}.${item}`),
      ];
      return ratingItems.map(row);
    }),
  };
}

function beliefsTable({ top }: VisitReport['experience']['beliefs'], locale: Locale): ReportTable[] {
  const { experience: say, learning } = words(locale).visitReport;
  if (top.length === 0) return [];
  return [
    {
      caption: say.beliefs,
      head: [learning.belief, say.chosen, say.answers],
      rows: top.map(({ name, chosen, answers }, at) => [
        inLocale(name, locale),
        figure(chosen, `experience.beliefs.top.${at}.chosen`),
        figure(answers, `experience.beliefs.top.${at}.answers`),
      ]),
    },
  ];
}

export function followUpSection({ followUps }: VisitReport, locale: Locale): ReportSection {
  const { followUps: say, sections } = words(locale).visitReport;
  const rows = followUps.items.map(({ kind, text, owner, dueOn, closed, outcome }) => [
    say.kinds[kind],
    outcome ? `${text} → ${outcome}` : text,
    owner,
    sayDay(dueOn, locale),
    closed ? say.closed : say.open,
  ]);
  return {
    id: 'follow-ups',
    title: sections['follow-ups'],
    lines: [
      { label: say.openCount, cell: figure(followUps.open, 'followUps.open') },
      { label: say.closedCount, cell: figure(followUps.closed, 'followUps.closed') },
    ],
    tables:
      rows.length === 0
        ? []
        : [
            {
              caption: sections['follow-ups'],
              head: [say.kind, say.text, say.owner, say.due, say.status],
              rows,
            },
          ],
    notes: rows.length === 0 ? [say.none] : [],
  };
}

export function evaluationSection({ evaluation }: VisitReport, locale: Locale): ReportSection {
  const { evaluation: say, sections, none } = words(locale).visitReport;
  return {
    id: 'evaluation',
    title: sections.evaluation,
    lines: [],
    tables: evaluation.map(({ element, leastShareBp, figures }, at) => ({
      caption: `${say.elements[element]} ≥\u00a0${leastShareBp / 100}%`,
      head: [],
      rows: Object.entries(figures).map(([name, value]): Cell[] => {
        const path = `evaluation.${at}.figures.${name}`;
        const label = say.names[name as keyof typeof say.names];
        return [label, name.endsWith('Bp') ? percent(value, path, none) : figure(value, path)];
      }),
    })),
    notes: [say.ours],
  };
}
