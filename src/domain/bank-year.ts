/** Kinds of a ledger's activities. Those in schools come from visits; the others are typed. */
export const activityKinds = [
  'school',
  'community',
  'village',
  'enterprise',
  'branch',
  'online',
  'elders',
] as const;
export type ActivityKind = (typeof activityKinds)[number];

/** What a bank's year counts beside its ledger, by month. Sums: nothing here is an average or a share. */
export const visitMeasures = [
  /** The ledger's rows that count, and their sums. */
  'activities',
  'activity-minutes',
  'person-times',
  'unique-pupils',
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
  /** Matched pupils who chose one of the three commonest misconceptions, before and after: from signed reports. */
  'misconceptions-before',
  'misconceptions-after',
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
