import { z } from 'zod';

import { visitModes } from '#domain/visit.ts';
import { dayBounds } from '#i18n/school-time.ts';

const text = (most: number) => z.string().trim().max(most);
const planMinutes = z.coerce.number().pipe(z.literal([40, 20]));
const area = z.enum(['urban', 'rural']);

/** When and what: both sides say it in the same way. */
const whenAndWhat = {
  day: z.iso.date(),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  minutes: planMinutes,
  lessonId: z.string().max(20),
  mode: z.enum(visitModes),
  language: z.enum(['zh-CN', 'en']),
};

/** What a school says of itself; its place is known after the first time. */
const schoolSide = {
  classId: z.string().min(1).max(60),
  place: text(80),
  contact: text(60).min(1),
  districtCode: z.string().max(40).optional(),
  area: area.optional(),
};

export const askFormSchema = z.object({ ...whenAndWhat, ...schoolSide });
export const offerFormSchema = z.object({
  ...whenAndWhat,
  districtCode: z.string().max(40),
  grade: z.coerce.number().int().min(1).max(9),
  label: text(40),
  contact: text(60).min(1),
});

const version = z.coerce.number().int();

export const schoolTakesSchema = z.object({ version, ...schoolSide });
export const bankTakesSchema = z.object({ version, contact: text(60).min(1), label: text(40) });

export const changeFormSchema = z.object({
  ...whenAndWhat,
  version,
  place: text(80),
  pupilsExpected: z.coerce.number().int().min(0).max(2000),
  /** The teacher's alone to choose. */
  classId: z.string().max(60).optional(),
  reason: text(200),
});

export const endFormSchema = z.object({ version, reason: text(200) });

export type VisitStretch = ReturnType<typeof stretchOf>;

const minuteMs = 60_000;

/** A day and a time of day as the columns that keep them. */
export function stretchOf({ day, time, minutes }: { day: string; time: string; minutes: number }) {
  const [hours = 0, past = 0] = time.split(':').map(Number);
  const startMinute = hours * 60 + past;
  const startsAtMs = dayBounds(day).fromMs + startMinute * minuteMs;
  return { day, startMinute, minutes, startsAtMs, endsAtMs: startsAtMs + minutes * minuteMs };
}
