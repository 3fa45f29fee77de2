import type { Locale } from '#domain/text.ts';

const formatOf = (locale: Locale, digits: number): Intl.NumberFormat =>
  new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'zh-CN', { maximumFractionDigits: digits });

const formats = {
  'zh-CN': { whole: formatOf('zh-CN', 0), one: formatOf('zh-CN', 1) },
  en: { whole: formatOf('en', 0), one: formatOf('en', 1) },
};

/** 12,345 */
export function sayCount(count: number, locale: Locale): string {
  return formats[locale].whole.format(count);
}

/** Minutes as hours with one digit: 1.5 */
export function sayHours(minutes: number, locale: Locale): string {
  return formats[locale].one.format(minutes / 60);
}

/** Ten-thousandths as a percentage: 62.5 %; whole numbers have no digit. */
export function sayPercent(bp: number, locale: Locale): string {
  return `${formats[locale].one.format(bp / 100)}%`;
}

/** A month (YYYY-MM) as people say it: 2026年3月, March 2026. */
export function sayMonth(month: string, locale: Locale): string {
  const [year = '', number = ''] = month.split('-');
  if (locale !== 'en') return `${year}年${Number(number)}月`;
  return new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.UTC(Number(year), Number(number) - 1, 1),
  );
}
