/** What a bank's year counts beside its ledger, by month. Sums: nothing here is an average or a share. */
export const visitMeasures = [
  'visits-agreed',
  'visits-held',
  'visits-cancelled',
  'visits-not-held',
  'reports-signed',
  'questions-asked',
  /** Answered: in the class, by the volunteer afterwards, by an expert. */
  'questions-class',
  'questions-volunteer',
  'questions-expert',
  /** Answered within five working days. */
  'questions-in-time',
  'conduct-marketing',
  'conduct-other',
  'corrections',
  'corrections-in-a-day',
  'follow-ups',
  'follow-ups-closed',
  /** Of three ratings 1–5 each: the sum of all and how many there are. */
  'ratings-by-school-sum',
  'ratings-by-school',
  'ratings-by-bank-sum',
  'ratings-by-bank',
  'volunteer-minutes',
  'screen-minutes',
  'lesson-minutes',
] as const;
export type VisitMeasure = (typeof visitMeasures)[number];
