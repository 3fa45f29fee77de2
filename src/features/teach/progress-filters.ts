/** Which seats the progress table shows. */
export const progressFilters = ['all', 'unfinished', 'idle'] as const;
export type ProgressFilter = (typeof progressFilters)[number];
