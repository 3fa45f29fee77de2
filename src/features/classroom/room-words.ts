import { words } from '#i18n/index.ts';
import type { Locale } from '#domain/text.ts';

/** What the screens of a room say, picked on the server so that no dictionary travels to them. */
export function roomWords(locale: Locale) {
  const { classroom, liveLead, liveModes, liveRoom, liveTools } = words(locale);
  return { ...classroom.board, ...liveRoom, lead: liveLead, modes: liveModes, tools: liveTools };
}

export type RoomWords = ReturnType<typeof roomWords>;
