import type { VisitWithCrew } from '#auth/visit-access.server.ts';
import type { Database, Statement } from '#db/database.ts';
import { insertPapers } from '#db/queries/hand-in.ts';
import { addToYear } from '#db/queries/ledger.ts';
import type { VisitMeasure } from '#domain/bank-year.ts';
import { holdsPersonalData } from '#domain/personal-data.ts';
import { measuresOfAnswer } from '#domain/visit-question.ts';
import type { ResultsBody } from '#domain/visit-results.ts';
import { dayOf } from '#i18n/school-time.ts';

import { refuseTyped } from '../refuse-typed.ts';

/**
 * The statements that keep what adults wrote on a laptop: checks, questions, conduct reports, follow-ups, hosts
 * who signed in; and count it in the bank's year as if it had been written here.
 */
export function paperStatements(
  database: Database,
  { id, bankId }: VisitWithCrew,
  body: ResultsBody,
): readonly Statement[] {
  const kept = insertPapers(database, withoutBadWords(body), id);
  if (bankId === null) return kept;
  const counted = measuresOf(body).map(([measure, atMs]) =>
    addToYear(database, { bankId, month: dayOf(atMs).slice(0, 7), measure, by: 1 }),
  );
  return [...kept, ...counted];
}

/** Each with the moment whose month it counts in. */
function measuresOf({ questions, conduct, followUps }: ResultsBody): (readonly [VisitMeasure, number])[] {
  return [
    ...questions.flatMap((row) => {
      const measures: VisitMeasure[] = ['questions-asked', ...measuresOfAnswer(row)];
      return measures.map((measure) => [measure, row.askedAtMs] as const);
    }),
    ...conduct.map(
      ({ kind, atMs }) => [kind === 'marketing' ? 'conduct-marketing' : 'conduct-other', atMs] as const,
    ),
    ...followUps.flatMap(({ createdAtMs, closedAtMs }) => {
      const measures: VisitMeasure[] =
        closedAtMs === null ? ['follow-ups'] : ['follow-ups', 'follow-ups-closed'];
      return measures.map((measure) => [measure, createdAtMs] as const);
    }),
  ];
}

/** The laptop refused them as they were typed; what came past that sells or names somebody, and is emptied. */
function withoutBadWords(body: ResultsBody): ResultsBody {
  const clean = (text: string): string => (refuseTyped(text).ok ? text : '');
  return {
    ...body,
    questions: body.questions.map((row) => ({ ...row, text: clean(row.text), answer: clean(row.answer) })),
    // A report of selling quotes it.
    conduct: body.conduct.map((row) => ({ ...row, note: holdsPersonalData(row.note) ? '' : row.note })),
    followUps: body.followUps.map((row) => ({ ...row, text: clean(row.text), outcome: clean(row.outcome) })),
  };
}
