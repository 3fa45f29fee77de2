import { glob } from 'astro/loaders';
import { defineCollection } from 'astro:content';
import { z } from 'astro/zod';

/**
 * The words of the lessons. An entry's id is `little-banker/02-meet-the-renminbi/zh`; what else there is to
 * know of a lesson is in the catalogue, which has checked these files before a page renders them.
 */
const lessons = defineCollection({
  loader: glob({
    base: './content/courses',
    pattern: '*/*/lesson.{zh,en}.mdx',
    generateId: ({ entry }) => entry.replace(/lesson\.(zh|en)\.mdx$/, '$1'),
  }),
  schema: z.looseObject({}),
});

export const collections = { lessons };
