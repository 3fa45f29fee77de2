/** Schools keep Beijing time all year. */
const offsetMs = 8 * 60 * 60 * 1000;
const dayMs = 24 * 60 * 60 * 1000;

/** Days since 1970-01-01, a Thursday; Monday is 0. */
function isWorkingDay(day: number): boolean {
  return (day + 3) % 7 < 5;
}

/**
 * The end of the so many-th working day after the day of a moment. Monday to Friday are working days; public
 * holidays are named each year anew and are not taken out.
 */
export function workingDaysLater(fromMs: number, days: number): number {
  let day = Math.floor((fromMs + offsetMs) / dayMs);
  for (let left = days; left > 0; left -= isWorkingDay(day) ? 1 : 0) day += 1;
  return (day + 1) * dayMs - offsetMs;
}
