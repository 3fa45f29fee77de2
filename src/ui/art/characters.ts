import type { CharacterId } from '#domain/seat-identity.ts';
import type { Bilingual } from '#domain/text.ts';

/** The characters a pupil may choose: `characters/ID.svg`, 160 × 160. */
export const characterNames: Readonly<Record<CharacterId, Bilingual>> = {
  otter: { zh: '小水獭', en: 'Otter' },
  egret: { zh: '小白鹭', en: 'Egret' },
  cat: { zh: '小灰猫', en: 'Cat' },
  turtle: { zh: '小乌龟', en: 'Turtle' },
  crab: { zh: '小螃蟹', en: 'Crab' },
  lamb: { zh: '小绵羊', en: 'Lamb' },
  hedgehog: { zh: '小刺猬', en: 'Hedgehog' },
  frog: { zh: '小青蛙', en: 'Frog' },
};
