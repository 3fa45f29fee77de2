import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { RouteMethod } from '#domain/route-rights.ts';

/** A file of src/pages as Astro routes it, its language left out. */
export interface RouteOnDisk {
  readonly file: string;
  /** `/teach/classes/[id]` */
  readonly pattern: string;
  readonly isEnglish: boolean;
  readonly isPage: boolean;
  readonly isPrerendered: boolean;
  /** An endpoint's exported methods; a page can answer both. */
  readonly methods: readonly RouteMethod[];
}

export function routeOf(file: string, text: string): RouteOnDisk {
  const bare = file.replace(/\.(astro|ts|md|mdx)$/, '').replace(/(^|\/)index$/, '');
  const isEnglish = bare === 'en' || bare.startsWith('en/');
  const isPage = !file.endsWith('.ts');
  const exported = (['GET', 'POST'] as const).filter((method) =>
    new RegExp(`export\\s+(const|async function|function)\\s+${method}\\b|\\bas ${method}\\b`).test(text),
  );
  return {
    file,
    pattern: `/${isEnglish ? bare.slice(3) : bare}`,
    isEnglish,
    isPage,
    isPrerendered: /export const prerender = true/.test(text),
    methods: isPage ? ['GET', 'POST'] : exported,
  };
}

/** Every route under a folder of pages; files and folders with `_` in front are none. */
export function routesOnDisk(pagesFolder: string): RouteOnDisk[] {
  return readdirSync(pagesFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(astro|ts|md|mdx)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(pagesFolder.length + 1))
    .filter((file) => !file.split('/').some((part) => part.startsWith('_')))
    .map((file) => routeOf(file, readFileSync(join(pagesFolder, file), 'utf8')));
}
