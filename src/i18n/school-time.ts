import type { Locale } from '#domain/text.ts';

/** Schools keep Beijing time, the one time zone of the country, without summer time. */
const timeZone = 'Asia/Shanghai';
const dayMs = 24 * 60 * 60 * 1000;

/** The first moment of a school day (YYYY-MM-DD) and the first of the next. */
export function dayBounds(day: string): { fromMs: number; untilMs: number } {
  const fromMs = Date.parse(`${day}T00:00:00+08:00`);
  return { fromMs, untilMs: fromMs + dayMs };
}

/** The school day (YYYY-MM-DD) of a moment. */
export function dayOf(ms: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(ms);
}

/** The time of day in a school, `08:05`. */
export function timeOf(ms: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'short' }).format(ms);
}

/** A day (YYYY-MM-DD) as people say it: 12月4日, 4 Dec. */
export function sayDay(day: string, locale: Locale): string {
  const form = { timeZone, month: locale === 'en' ? 'short' : 'long', day: 'numeric' } as const;
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'zh-CN', form).format(dayBounds(day).fromMs);
}

/** A moment as people say it: 12月4日 08:05. */
export function sayMoment(ms: number, locale: Locale): string {
  return `${sayDay(dayOf(ms), locale)} ${timeOf(ms)}`;
}
