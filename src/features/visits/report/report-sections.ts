import { isWithinADay } from '#domain/report-corrections.ts';
import { inLocale, type Locale } from '#domain/text.ts';
import { words } from '#i18n/index.ts';
import { sayMoment } from '#i18n/school-time.ts';
import { sayVisitTime } from '#i18n/visit-time.ts';

import { contentSection, learningSection } from './lesson-sections.ts';
import { evaluationSection, experienceSection, followUpSection, reachSection } from './people-sections.ts';
import type { ReportView } from './read-report.server.ts';
import { figure, percent, text, type Cell, type ReportSection } from './report-cells.ts';

/** What a report says, section by section, in one language: the page, its print and its spreadsheet show the same. */
export function reportSections(view: ReportView, locale: Locale): readonly ReportSection[] {
  const { report } = view;
  return [
    columnsSection(view, locale),
    identitySection(view, locale),
    reachSection(report, locale),
    contentSection(report, locale),
    learningSection(report, locale),
    experienceSection(report, locale),
    conductSection(view, locale),
    followUpSection(report, locale),
    evaluationSection(report, locale),
    correctionsSection(view, locale),
  ];
}

/** 三条主线: what was resolved, what was dealt with, which risks were seen; and the deed beneath them. */
function columnsSection({ report, corrections }: ReportView, locale: Locale): ReportSection {
  const { columns: say, experience: its, deed, sections, none } = words(locale).visitReport;
  const { questions, beliefs } = report.experience;
  const { marketing, safeguarding, photo, privacy, open } = report.conduct;
  const from = 'experience.questions';
  const table = (caption: string, rows: readonly (readonly Cell[])[]) => ({ caption, head: [], rows });
  const beliefRows = beliefs.top.map(({ name, chosen }, at): Cell[] => [
    inLocale(name, locale),
    ...(chosen === null ? [] : [figure(chosen, `experience.beliefs.top.${at}.chosen`)]),
  ]);
  return {
    id: 'columns',
    title: sections.columns,
    lines: [{ label: deed.title, cell: report.deed || deed.none }],
    tables: [
      table(say.resolved, [
        [say.asked, figure(questions.asked, `${from}.asked`)],
        [say.answered, { value: questions.asked - questions.open, path: '', as: 'number' }],
        [say.inTime, percent(questions.inTimeBp, `${from}.inTimeBp`, none)],
      ]),
      table(say.handled, [
        [say.marketing, figure(marketing, 'conduct.marketing')],
        [say.other, { value: safeguarding + photo + privacy, path: '', as: 'number' }],
        [say.openReports, figure(open, 'conduct.open')],
        [say.corrections, { value: corrections.length, path: '', as: 'number' }],
      ]),
      table(
        say.risks,
        beliefs.state === 'shown'
          ? beliefRows
          : [[beliefs.state === 'hidden' ? its.beliefsHidden : say.noBeliefs]],
      ),
    ],
    notes: [],
  };
}

function identitySection({ report, signature }: ReportView, locale: Locale): ReportSection {
  const { identity: say, sections, none } = words(locale).visitReport;
  const its = report.identity;
  const hosts = its.hosts.map(({ kind, name, signedIn }) => {
    const known = say.hostKinds[kind as keyof typeof say.hostKinds];
    return `${name} (${known}${signedIn ? `, ${say.signedIn}` : ''})`;
  });
  const visit = { day: its.day, startMinute: its.startMinute, minutes: its.bookedMinutes };
  const line = (label: string, cell: Cell) => ({ label, cell });
  return {
    id: 'identity',
    title: sections.identity,
    lines: [
      line(say.bank, its.bank),
      line(say.responsible, signature?.by ?? say.unsigned),
      ...(its.label ? [line(say.label, its.label)] : []),
      line(say.hosts, hosts.join(' · ') || none),
      line(say.school, [its.school, its.className].filter(Boolean).join(' · ')),
      line(say.when, sayVisitTime(visit, locale)),
      line(
        say.places,
        [...its.places.map(({ name }) => inLocale(name, locale)), its.place].filter(Boolean).join(' · '),
      ),
      line(say.codes, its.places.at(-1)?.code ?? ''),
      line(say.area, say.areas[its.area]),
      line(say.channel, say.channels[its.channel]),
      line(say.language, say.languages[its.language]),
      line(say.campaign, text(its.campaign?.name ?? null, locale, say.noCampaign)),
    ],
    tables: [],
    notes: its.isDemo ? [say.demo] : [],
  };
}

function conductSection({ report, corrections }: ReportView, locale: Locale): ReportSection {
  const { conduct: say, sections } = words(locale).visitReport;
  const { conduct } = report;
  const of = (label: string, key: keyof typeof conduct) => ({
    label,
    cell: figure(conduct[key], `conduct.${key}`),
  });
  const counted = (label: string, value: number) => ({
    label,
    cell: { value, path: '', as: 'number' } as const,
  });
  return {
    id: 'conduct',
    title: sections.conduct,
    lines: [
      of(say.marketing, 'marketing'),
      of(say.safeguarding, 'safeguarding'),
      of(say.photo, 'photo'),
      of(say.privacy, 'privacy'),
      of(say.open, 'open'),
      of(say.checks, 'checksTicked'),
      counted(say.corrections, corrections.length),
      counted(say.inADay, corrections.filter(isWithinADay).length),
    ],
    tables: [],
    notes: [say.photos],
  };
}

function correctionsSection({ corrections }: ReportView, locale: Locale): ReportSection {
  const { correct: say, sections } = words(locale).visitReport;
  const { head } = say;
  return {
    id: 'corrections',
    title: sections.corrections,
    lines: [],
    tables:
      corrections.length === 0
        ? []
        : [
            {
              caption: sections.corrections,
              head: [
                head.field,
                head.before,
                head.after,
                head.reason,
                head.found,
                head.published,
                head.inADay,
              ],
              rows: corrections.map((one) => [
                say.fields[one.field],
                one.before || '—',
                one.after,
                one.reason,
                sayMoment(one.foundAtMs, locale),
                sayMoment(one.publishedAtMs, locale),
                isWithinADay(one) ? say.yes : say.no,
              ]),
            },
          ],
    notes: corrections.length === 0 ? [say.none] : [],
  };
}
