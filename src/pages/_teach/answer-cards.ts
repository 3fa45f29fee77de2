import { mostCardSeats } from '#cards/codes.ts';
import type { AnswerCardsProps } from '#features/teach/screens.ts';

import { notFound, readFrame, type PageContext } from './frame.ts';

/** `/teach/classes/ID/answer-cards?size=small&from=1&to=15`: cards to hold up, to print. */
export async function answerCardsPage(context: PageContext): Promise<AnswerCardsProps | Response> {
  const frame = await readFrame(context, 'print-cards');
  if (!frame) return notFound();
  const asked = context.url.searchParams;
  const seat = (name: string, otherwise: number): number => {
    const typed = asked.get(name) ?? '';
    return /^[1-9]\d{0,2}$/.test(typed) ? Math.min(mostCardSeats, Number(typed)) : otherwise;
  };
  const from = seat('from', 1);
  const to = Math.max(from, seat('to', Math.min(mostCardSeats, frame.class.seatCount)));
  return { ...frame, size: asked.get('size') === 'small' ? 'small' : 'big', range: { from, to } };
}
