/** School and bank rate each other once a visit, in three things from 1 to 5. */
export const ratingSides = ['school', 'bank'] as const;
export type RatingSide = (typeof ratingSides)[number];

export const ratingItems = ['first', 'second', 'third'] as const;
export const ratingMarks = [1, 2, 3, 4, 5] as const;
