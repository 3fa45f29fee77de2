import { findLesson } from '#catalogue/catalogue.ts';
import type { VisitChange } from '#db/queries/visit-booking.ts';
import { readMode } from '#domain/live-session.ts';
import { inLocale, type Locale } from '#domain/text.ts';
import { crewRoles } from '#domain/visit.ts';
import { fill, words } from '#i18n/index.ts';
import { clockOf, sayLongDay } from '#i18n/visit-time.ts';

/** What persons and classes are called that a history names by id. */
export type Labels = ReadonlyMap<string, string>;

/** What changed, a sentence for each field: “Starts at: 10:00 → 14:00”. */
export function sayChange({ detail }: VisitChange, labels: Labels, locale: Locale): string[] {
  const { fields, home } = words(locale).visitBooking;
  return Object.entries(detail ?? {}).map(([field, [before, after]]) => {
    if (field === 'host') return textOf(after) || textOf(before);
    const say = (value: unknown): string => sayValue(field, value, labels, locale);
    const name = labels.get(field) ?? (field in fields ? fields[field as keyof typeof fields] : field);
    return fill(home.fromTo, { field: name, before: say(before), after: say(after) });
  });
}

function sayValue(field: string, value: unknown, labels: Labels, locale: Locale): string {
  const { visitBooking, liveModes } = words(locale);
  const { home, roles, languages, crew, minutes } = visitBooking;
  if (labels.has(field)) {
    const role = crewRoles.find((one) => one === value);
    return role ? roles[role] : crew.out;
  }
  const text = textOf(value);
  if (text === '') return home.emptyValue;
  if (field === 'day') return sayLongDay(text, locale);
  if (field === 'startMinute') return clockOf(Number(text));
  if (field === 'minutes') return fill(minutes, { minutes: text });
  if (field === 'classId') return labels.get(text) ?? home.emptyValue;
  if (field === 'lessonId') return inLocale(findLesson(text)?.title ?? { zh: text, en: text }, locale);
  if (field === 'mode') return liveModes.modes[readMode(text)].name;
  if (field === 'language') return languages[text === 'en' ? 'en' : 'zh-CN'];
  return text;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
