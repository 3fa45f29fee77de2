import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

import type { VisitRow } from '#db/queries/visits.ts';
import { inLocale, type Locale } from '#domain/text.ts';
import { fill, words } from '#i18n/index.ts';

import type { VisitNames } from '../visit-frame.ts';

const states = {
  open: ICalEventStatus.TENTATIVE,
  agreed: ICalEventStatus.CONFIRMED,
  held: ICalEventStatus.CONFIRMED,
  reported: ICalEventStatus.CONFIRMED,
  cancelled: ICalEventStatus.CANCELLED,
  'not-held': ICalEventStatus.CANCELLED,
} as const;

/** The visit as a calendar file (RFC 5545). The same visit read again replaces the earlier entry: its version is the sequence. */
export function visitCalendar(
  visit: VisitRow,
  names: VisitNames,
  { locale, url }: { readonly locale: Locale; readonly url: string },
): string {
  const { visitBooking: say } = words(locale);
  const lesson = inLocale(names.lesson, locale);
  const school = names.school ?? say.noSchoolYet;
  const its = names.class ?? fill(say.grade, { grade: visit.grade });
  const calendar = ical({ prodId: { company: 'Square One', product: 'visits' }, name: say.calendar.name });
  calendar.method(ICalCalendarMethod.PUBLISH);
  calendar.createEvent({
    id: `${visit.id}@square-one`,
    sequence: visit.version,
    stamp: new Date(visit.createdAtMs),
    start: new Date(visit.startsAtMs),
    end: new Date(visit.endsAtMs),
    status: states[visit.status],
    summary: fill(say.calendar.summary, { lesson, class: its }),
    location: [school, inLocale(names.district, locale), visit.place].filter(Boolean).join(' · '),
    description: [
      `${say.fields.school}: ${school}`,
      `${say.fields.bank}: ${names.bank ?? say.noBankYet}`,
      `${say.fields.class}: ${its}`,
    ].join('\n'),
    url,
  });
  return calendar.toString();
}
