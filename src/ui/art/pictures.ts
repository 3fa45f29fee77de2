import type { Bilingual } from '#domain/text.ts';

/** The twelve pictures of a picture secret: `pictures/ID.svg`, 120 × 120. The ids are stored: never rename one. */
export const pictureIds = [
  'orange',
  'boat',
  'kite',
  'umbrella',
  'panda',
  'fish',
  'bridge',
  'lantern',
  'moon',
  'drum',
  'bicycle',
  'mushroom',
] as const;

export type PictureId = (typeof pictureIds)[number];

export const pictureNames: Readonly<Record<PictureId, Bilingual>> = {
  orange: { zh: '瓯柑', en: 'Mandarin' },
  boat: { zh: '帆船', en: 'Boat' },
  kite: { zh: '风筝', en: 'Kite' },
  umbrella: { zh: '雨伞', en: 'Umbrella' },
  panda: { zh: '熊猫', en: 'Panda' },
  fish: { zh: '小鱼', en: 'Fish' },
  bridge: { zh: '石桥', en: 'Bridge' },
  lantern: { zh: '灯笼', en: 'Lantern' },
  moon: { zh: '月亮', en: 'Moon' },
  drum: { zh: '小鼓', en: 'Drum' },
  bicycle: { zh: '单车', en: 'Bicycle' },
  mushroom: { zh: '蘑菇', en: 'Mushroom' },
};

export function isPictureId(value: string): value is PictureId {
  return (pictureIds as readonly string[]).includes(value);
}
