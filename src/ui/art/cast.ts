import type { Bilingual } from '#domain/text.ts';

/** The people of One-Square Town, by the name of their picture: `cast/ID.svg`, half-body, 200 × 220. */
export const cast = {
  fangfang: { zh: '方方', en: 'Fangfang' },
  maimai: { zh: '麦麦', en: 'Maimai' },
  yinuo: { zh: '一诺', en: 'Yinuo' },
  'a-ou': { zh: '阿瓯', en: 'A-Ou' },
  granny: { zh: '阿婆', en: 'Granny' },
  'uncle-jiu': { zh: '老娘舅', en: 'Uncle Jiu' },
  'sister-zhou': { zh: '周姐姐', en: 'Sister Zhou' },
  'officer-chen': { zh: '陈警官', en: 'Officer Chen' },
  'mask-raccoon': { zh: '变脸狸', en: 'Mask' },
} as const satisfies Record<string, Bilingual>;

export type CastId = keyof typeof cast;

/** Faces beside the neutral one: `cast/ID-MOOD.svg`. */
export const moods: Readonly<Record<CastId, readonly string[]>> = {
  fangfang: ['happy', 'thinking', 'yawn'],
  maimai: ['happy', 'puzzled'],
  yinuo: ['happy', 'puzzled'],
  'a-ou': ['happy', 'puzzled'],
  granny: ['happy', 'puzzled'],
  'uncle-jiu': [],
  'sister-zhou': [],
  'officer-chen': [],
  'mask-raccoon': [],
};
