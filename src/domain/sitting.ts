/** When a class sits a test: in the week before a lesson, at its end, four to six weeks later. */
export const sittingPurposes = ['before', 'after', 'later'] as const;
export type SittingPurpose = (typeof sittingPurposes)[number];

/** Children of grades 1 and 2 sit no test. */
export const leastTestedGrade = 3;
