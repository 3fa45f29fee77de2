/** A house opens when four fifths of the class's seats have finished its lesson: who is away holds nobody up. */
const opensAtBp = 8000;

/** How far a lesson's house is: the plan on paper, the site, the walls, the opened house. */
export type TileStage = 0 | 1 | 2 | 3;

/** @param shareBp the part of the class's seats that finished the lesson, in ten-thousandths */
export function tileStage(shareBp: number): TileStage {
  if (shareBp >= opensAtBp) return 3;
  if (shareBp >= opensAtBp / 2) return 2;
  return shareBp > 0 ? 1 : 0;
}

/** How many more seats have to finish before the house opens; 0 when it has. */
export function seatsUntilOpen(finishedSeats: number, seats: number): number {
  return Math.max(0, Math.ceil((seats * opensAtBp) / 10_000) - finishedSeats);
}
