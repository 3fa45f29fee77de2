import type { Locale } from '#domain/text.ts';

import { dayBounds } from './school-time.ts';

const two = (number: number): string => String(number).padStart(2, '0');

/** Minutes after midnight as a clock shows them: 600 is 10:00. */
export function clockOf(minute: number): string {
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** A day with its year and its day of the week: 2026年11月24日 星期二, Tue, 24 Nov 2026. */
export function sayLongDay(day: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'zh-CN', {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: locale === 'en' ? 'short' : 'long',
    day: 'numeric',
    weekday: 'short',
  }).format(dayBounds(day).fromMs);
}

/** When a visit is: 2026年11月24日周二 10:00–10:40. */
export function sayVisitTime(
  visit: { readonly day: string; readonly startMinute: number; readonly minutes: number },
  locale: Locale,
): string {
  const { day, startMinute, minutes } = visit;
  return `${sayLongDay(day, locale)} ${clockOf(startMinute)}–${clockOf(startMinute + minutes)}`;
}
