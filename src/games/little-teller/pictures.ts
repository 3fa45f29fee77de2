import aOuHappy from '#ui/art/cast/a-ou-happy.svg?url&no-inline';
import aOuPuzzled from '#ui/art/cast/a-ou-puzzled.svg?url&no-inline';
import aOu from '#ui/art/cast/a-ou.svg?url&no-inline';
import grannyHappy from '#ui/art/cast/granny-happy.svg?url&no-inline';
import grannyPuzzled from '#ui/art/cast/granny-puzzled.svg?url&no-inline';
import granny from '#ui/art/cast/granny.svg?url&no-inline';
import maimaiHappy from '#ui/art/cast/maimai-happy.svg?url&no-inline';
import maimaiPuzzled from '#ui/art/cast/maimai-puzzled.svg?url&no-inline';
import maimai from '#ui/art/cast/maimai.svg?url&no-inline';
import sisterZhou from '#ui/art/cast/sister-zhou.svg?url&no-inline';
import uncleJiu from '#ui/art/cast/uncle-jiu.svg?url&no-inline';
import yinuoHappy from '#ui/art/cast/yinuo-happy.svg?url&no-inline';
import yinuoPuzzled from '#ui/art/cast/yinuo-puzzled.svg?url&no-inline';
import yinuo from '#ui/art/cast/yinuo.svg?url&no-inline';

import chip100 from '../kit/art/chip-100.svg?url&no-inline';
import chip1000 from '../kit/art/chip-1000.svg?url&no-inline';
import chip2000 from '../kit/art/chip-2000.svg?url&no-inline';
import chip500 from '../kit/art/chip-500.svg?url&no-inline';
import apples from './art/goods-apples.svg?url&no-inline';
import ball from './art/goods-ball.svg?url&no-inline';
import bread from './art/goods-bread.svg?url&no-inline';
import milk from './art/goods-milk.svg?url&no-inline';
import notebook from './art/goods-notebook.svg?url&no-inline';
import pencil from './art/goods-pencil.svg?url&no-inline';
import umbrella from './art/goods-umbrella.svg?url&no-inline';
import type { CustomerId, GoodsId } from './rules-customers.ts';

export type Mood = 'calm' | 'happy' | 'puzzled';

/** Every customer with three faces; who has one face only keeps it. */
export const customerPictures: Record<CustomerId, Record<Mood, string>> = {
  maimai: { calm: maimai, happy: maimaiHappy, puzzled: maimaiPuzzled },
  granny: { calm: granny, happy: grannyHappy, puzzled: grannyPuzzled },
  yinuo: { calm: yinuo, happy: yinuoHappy, puzzled: yinuoPuzzled },
  'a-ou': { calm: aOu, happy: aOuHappy, puzzled: aOuPuzzled },
  'uncle-jiu': { calm: uncleJiu, happy: uncleJiu, puzzled: uncleJiu },
  'sister-zhou': { calm: sisterZhou, happy: sisterZhou, puzzled: sisterZhou },
};

export const goodsPictures: Record<GoodsId, string> = {
  apples,
  ball,
  bread,
  milk,
  notebook,
  pencil,
  umbrella,
};

const chips: Partial<Record<number, string>> = { 100: chip100, 500: chip500, 1000: chip1000, 2000: chip2000 };

export function chipPicture(chipFen: number): string {
  const picture = chips[chipFen];
  if (picture === undefined) throw new Error(`No chip is drawn for ${chipFen} fen`);
  return picture;
}
