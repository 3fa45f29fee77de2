import iconCount from '../kit/art/icon-count.svg?url&no-inline';
import iconHand from '../kit/art/icon-hand.svg?url&no-inline';
import type { StageShape } from '../kit/scene.ts';
import { stageSizes } from '../kit/scene.ts';
import type { PictureSource } from '../kit/scene-stage.ts';

import counterTall from './art/counter-tall.svg?url&no-inline';
import counterWide from './art/counter-wide.svg?url&no-inline';
import homeTall from './art/home-tall.svg?url&no-inline';
import homeWide from './art/home-wide.svg?url&no-inline';
import houseLit from './art/house-lit.svg?url&no-inline';
import house from './art/house.svg?url&no-inline';
import shopTall from './art/shop-tall.svg?url&no-inline';
import shopWide from './art/shop-wide.svg?url&no-inline';
import { tellerLayout } from './layout.ts';
import { chipPicture, customerPictures, goodsPictures, type Mood } from './pictures.ts';
import { customerIds, goods } from './rules-customers.ts';
import type { Drawer } from './rules-drawer.ts';

export function faceOf(customer: string, mood: Mood): string {
  return `${customer}-${mood}`;
}

/** Every picture of the counter, at the size it has on a stage of this shape. */
export function tellerPictures(shape: StageShape, drawer: Drawer): Record<string, PictureSource> {
  const tall = shape === 'tall';
  const layout = tellerLayout[shape];
  const { width } = stageSizes[shape];
  const square = (url: string, size: number): PictureSource => ({ url, width: size, height: size });
  const pictures: Record<string, PictureSource> = {
    shop: { url: tall ? shopTall : shopWide, width, height: tall ? 510 : 430 },
    home: { url: tall ? homeTall : homeWide, width, height: tall ? 510 : 430 },
    counter: { url: tall ? counterTall : counterWide, width, height: tall ? 750 : 400 },
    house: square(house, layout.houses.size),
    'house-lit': square(houseLit, layout.houses.size),
    'icon-count': square(iconCount, 56),
    'icon-hand': square(iconHand, 56),
    colleague: { url: customerPictures['sister-zhou'].calm, width: 100, height: 110 },
  };
  const { width: customerWidth } = layout.customer;
  for (const id of customerIds)
    for (const mood of ['calm', 'happy', 'puzzled'] as const)
      pictures[faceOf(id, mood)] = {
        url: customerPictures[id][mood],
        width: customerWidth,
        height: customerWidth * 1.1,
      };
  for (const { id } of goods) pictures[`goods-${id}`] = square(goodsPictures[id], tall ? 76 : 92);
  for (const { chipFen } of drawer) {
    pictures[`chip-${chipFen}`] = square(chipPicture(chipFen), layout.chipInDrawer);
    pictures[`card-chip-${chipFen}`] = square(chipPicture(chipFen), tall ? 76 : 92);
  }
  return pictures;
}
