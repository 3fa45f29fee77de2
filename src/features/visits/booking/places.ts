import { catalogue } from '#catalogue/catalogue.ts';
import type { Bilingual } from '#domain/text.ts';

/** Counties and towns where a visit can be; a town names its county too. */
export function visitPlaces(): readonly { readonly code: string; readonly name: Bilingual }[] {
  const { districts } = catalogue();
  return districts
    .filter(({ level }) => level === 'county' || level === 'town')
    .map(({ code, level, name, parentCode }) => {
      const county = level === 'town' ? districts.find((one) => one.code === parentCode) : undefined;
      if (!county) return { code, name };
      return { code, name: { zh: `${county.name.zh}${name.zh}`, en: `${name.en}, ${county.name.en}` } };
    });
}
