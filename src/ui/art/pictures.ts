import type { PictureId } from '#domain/seat-identity.ts';
import type { Bilingual } from '#domain/text.ts';

/** What the twelve pictures of a picture secret show: `pictures/ID.svg`, 120 × 120. */
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
