import type { StageShape } from '../kit/scene.ts';
import type { PictureSource } from '../kit/scene-stage.ts';

import { generations } from './harvests.ts';
import { gardenLayout } from './layout.ts';
import { facePictures, thingPictures, treePictures } from './pictures.ts';

/** Everything that is loaded before the scene stands, in the sizes of its shape. */
export function gardenPictures(shape: StageShape): Record<string, PictureSource> {
  const { trees, bushes, orange, jarWidth, speaker } = gardenLayout[shape];
  const square = (url: string, size: number): PictureSource => ({ url, width: size, height: size });
  const pictures: Record<string, PictureSource> = {
    basket: { url: thingPictures.basket, width: 56, height: 49 },
    blossom: square(thingPictures.blossom, trees.size.x * 0.36),
    bush: square(thingPictures.bush, bushes.size),
    jar: { url: thingPictures.jar, width: jarWidth, height: (jarWidth * 260) / 240 },
    orange: square(thingPictures.orange, orange),
    fruit: square(thingPictures.orange, trees.size.x * 0.4),
    seed: square(thingPictures.seed, 34),
    sun: square(thingPictures.sun, 84),
    wind: { url: thingPictures.wind, width: 126, height: 81 },
  };
  for (const generation of generations) {
    pictures[`tree-${generation}`] = {
      url: treePictures[generation],
      width: trees.size.x,
      height: trees.size.y,
    };
    pictures[`sign-${generation}`] = { url: treePictures[generation], width: 34, height: 42 };
  }
  for (const [face, url] of Object.entries(facePictures))
    pictures[face] = { url, width: speaker.width, height: speaker.width * 1.1 };
  return pictures;
}
