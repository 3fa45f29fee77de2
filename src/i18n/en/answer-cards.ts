import type { answerCards as zh } from '../zh/answer-cards.ts';

export const answerCards: typeof zh = {
  title: 'Answer cards',
  lead: 'Everybody answers, without tablets: one card for each seat. Turn the letter of your choice to the top, hold the card up, and a camera reads the whole class. The seat number is at the top left; a card lasts a school year.',
  howHold:
    'Holding: the pattern faces the front, the chosen letter is at the very top; hold the white sides and keep fingers off the black frame.',
  howPrint:
    'Printing: A4 at “actual size” (100%), no scaling; matt paper, no laminating, for shine cannot be read.',
  howDontKnow: 'A, B and C are the three options of a question; D at the top means “I don’t know yet”.',
  size: 'Card size',
  big: 'Big (2 a page, read from far away)',
  small: 'Small (4 a page, for up to 5 metres)',
  from: 'From seat',
  to: 'to seat',
  show: 'Show',
  print: 'Print {sheets} pages',
  cardOf: 'Answer card of seat {seat}',
  holdLine: 'Chosen letter up, hold the white sides. D = I don’t know yet',
  toSeatCards: 'Seat cards',
  fromSeatCards: 'Answer cards (to hold up)',
};
