import { getCollection, render } from 'astro:content';

import type { Lesson } from '#catalogue/schema.ts';
import type { Locale } from '#domain/text.ts';

/** A lesson's text as a component; its folder is its slug behind a number. */
export async function lessonText(lesson: Lesson, locale: Locale) {
  const end = `-${lesson.slug}/${locale === 'en' ? 'en' : 'zh'}`;
  const entries = await getCollection(
    'lessons',
    ({ id }: { id: string }) => id.startsWith(`${lesson.courseId}/`) && id.endsWith(end),
  );
  const [entry] = entries;
  if (!entry) throw new Error(`${lesson.id} has no text in ${locale}.`);
  return render(entry);
}
