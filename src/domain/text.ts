/** Words in both languages of the platform; neither may be empty. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];

export function inLocale(text: Bilingual, locale: Locale): string {
  return locale === 'en' ? text.en : text.zh;
}
