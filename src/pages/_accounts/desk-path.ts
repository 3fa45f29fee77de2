import { may, type Principal } from '#domain/permissions.ts';
import type { Locale } from '#domain/text.ts';
import { pagePath } from '#i18n/index.ts';

/** Where an adult's day begins. */
export function deskPath(locale: Locale, who: Principal): string {
  if (may(who, 'see-teaching-desk')) return pagePath(locale, '/teach');
  return pagePath(locale, may(who, 'see-bank-desk') ? '/bank' : '/account');
}
