import type { Words } from '#i18n/index.ts';

export type PlayWords = Words['play'];

/** What a screen reader says for an option's shape, by its key. */
export type ShapeNames = Readonly<Record<string, string>>;

/** The shapes of a question's options, the same on the room's screen. */
export const optionShapes = ['square', 'disc', 'triangle', 'diamond'] as const;
