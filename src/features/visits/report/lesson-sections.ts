import { inLocale, type Locale } from '#domain/text.ts';
import type { LearningFigures, VisitReport } from '#domain/visit-report-shape.ts';
import { fill, words } from '#i18n/index.ts';

import {
  figure,
  percent,
  points,
  type ReportLine,
  type ReportSection,
  type ReportTable,
} from './report-cells.ts';

export function contentSection({ content }: VisitReport, locale: Locale): ReportSection {
  const { content: say, sections, none } = words(locale).visitReport;
  const { screenShareBp, screenLimitBp } = content;
  return {
    id: 'content',
    title: sections.content,
    lines: [
      { label: say.screenMinutes, cell: figure(content.screenMinutes, 'content.screenMinutes') },
      {
        label: say.screenShare,
        cell: percent(screenShareBp, 'content.screenShareBp', none),
        ...(screenShareBp === null ? {} : { note: screenShareBp <= screenLimitBp ? say.within : say.over }),
      },
      { label: say.hash, cell: content.contentHashes.join(' · ') || none },
    ],
    tables: [
      {
        caption: say.lessons,
        head: [say.lesson, say.version, say.plan, say.mode, say.facts],
        rows: content.lessons.map(({ id, title, version, planMinutes, mode, facts }) => [
          `${id} ${inLocale(title, locale)}`,
          version,
          fill(say.minutes, { minutes: planMinutes }),
          say.modes[mode],
          factDates(facts, say.factCount) || say.noFacts,
        ]),
      },
    ],
    notes: [],
  };
}

/** `2026-11 (4 facts) · 2026-10 (1 fact)`: the oldest dates are what a reader looks for. */
function factDates(facts: readonly { readonly verifiedOn: string }[], count: string): string {
  const byMonth = [...Map.groupBy(facts, ({ verifiedOn }) => verifiedOn)];
  return byMonth
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([month, its]) => `${month} (${fill(count, { count: its.length })})`)
    .join(' · ');
}

export function learningSection({ learning }: VisitReport, locale: Locale): ReportSection {
  const { learning: say, sections } = words(locale).visitReport;
  const section = { id: 'learning', title: sections.learning } as const;
  if (learning.state !== 'shown') return { ...section, lines: [], tables: [], notes: [say[learning.state]] };
  return {
    ...section,
    lines: learningLines(learning, locale),
    tables: beliefTable(learning, locale),
    notes: [say[learning.claim]],
  };
}

function learningLines(its: LearningFigures, locale: Locale): ReportLine[] {
  const { learning: say, none } = words(locale).visitReport;
  const { matched, attrition, beforeBp, afterBp, gainBp, effectSize, intervalBp, later } = its;
  const one = (label: string, cell: ReportLine['cell']): ReportLine => ({ label, cell });
  return [
    one(say.matched, figure(matched, 'learning.matched')),
    one(say.attrition, figure(attrition, 'learning.attrition')),
    one(say.before, percent(beforeBp, 'learning.beforeBp', none)),
    one(say.after, percent(afterBp, 'learning.afterBp', none)),
    one(say.gain, percent(gainBp, 'learning.gainBp', say.reached)),
    one(say.effectSize, effectSize === null ? say.noSpread : figure(effectSize, 'learning.effectSize')),
    { label: say.intervalLow, cell: points(intervalBp.low, 'learning.intervalBp.low') },
    { label: say.intervalHigh, cell: points(intervalBp.high, 'learning.intervalBp.high') },
    ...(later
      ? [
          one(
            fill(say.later, { matched: later.matched }),
            percent(later.laterBp, 'learning.later.laterBp', none),
          ),
          one(say.retention, percent(later.retentionBp, 'learning.later.retentionBp', none)),
        ]
      : []),
  ];
}

function beliefTable({ misconceptions }: LearningFigures, locale: Locale): ReportTable[] {
  const { learning: say } = words(locale).visitReport;
  const hasLater = misconceptions.some(({ later }) => later !== null);
  if (misconceptions.length === 0) return [];
  return [
    {
      caption: say.misconceptions,
      head: [say.belief, say.beforeHead, say.afterHead, ...(hasLater ? [say.laterHead] : [])],
      rows: misconceptions.map(({ name, before, after, later }, at) => {
        const path = `learning.misconceptions.${at}`;
        return [
          inLocale(name, locale),
          figure(before, `${path}.before`),
          figure(after, `${path}.after`),
          ...(hasLater ? [figure(later, `${path}.later`)] : []),
        ];
      }),
    },
  ];
}
