import type { Locale } from '#domain/text.ts';

import { en } from './en/index.ts';
import { zh } from './zh/index.ts';

export { fill } from './fill.ts';

/** All words of the screens, by area. zh is the type; a key missing in en fails the type check. */
export type Words = typeof zh;

export function words(locale: Locale): Words {
  return locale === 'en' ? en : zh;
}

/** The address of a page in a language: `pagePath('en', '/teach')` is `/en/teach`. */
export function pagePath(locale: Locale, path: string): string {
  if (locale !== 'en') return path;
  return path === '/' ? '/en' : `/en${path}`;
}
