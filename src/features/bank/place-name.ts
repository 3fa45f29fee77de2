import { findCampaign, findDistrict } from '#catalogue/catalogue.ts';
import { inLocale, type Locale } from '#domain/text.ts';

/** A place's name with its county's before a town's: 泰顺县南院乡. An unknown code is said as it is. */
export function placeName(code: string, locale: Locale): string {
  const place = findDistrict(code);
  if (!place) return code;
  const parent = place.level === 'town' && place.parentCode ? findDistrict(place.parentCode) : undefined;
  const own = inLocale(place.name, locale);
  if (!parent) return own;
  const its = inLocale(parent.name, locale);
  return locale === 'en' ? `${own}, ${its}` : its + own;
}

/** A campaign's name; '' for none. */
export function campaignName(id: string | null, locale: Locale): string {
  const campaign = id === null ? undefined : findCampaign(id);
  return campaign ? inLocale(campaign.name, locale) : (id ?? '');
}
