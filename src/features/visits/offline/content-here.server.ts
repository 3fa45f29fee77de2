import { catalogue } from '#catalogue/catalogue.ts';

/** Versions of the lessons that this program can run. */
export function contentHere(): { hash: string; lessons: Readonly<Record<string, string>> } {
  const { hash, lessons } = catalogue();
  return {
    hash,
    lessons: Object.fromEntries(
      lessons.flatMap(({ id, content }) => (content ? [[id, content.version] as const] : [])),
    ),
  };
}
