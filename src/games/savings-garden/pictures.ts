import aOuHappy from '#ui/art/cast/a-ou-happy.svg?url&no-inline';
import aOuPuzzled from '#ui/art/cast/a-ou-puzzled.svg?url&no-inline';
import aOu from '#ui/art/cast/a-ou.svg?url&no-inline';
import grannyHappy from '#ui/art/cast/granny-happy.svg?url&no-inline';
import granny from '#ui/art/cast/granny.svg?url&no-inline';

import basket from './art/basket.svg?url&no-inline';
import blossom from './art/blossom.svg?url&no-inline';
import bush from './art/bush.svg?url&no-inline';
import jar from './art/jar.svg?url&no-inline';
import orange from './art/orange.svg?url&no-inline';
import placeGarden from './art/place-garden.svg?url&no-inline';
import placeJar from './art/place-jar.svg?url&no-inline';
import placeWild from './art/place-wild.svg?url&no-inline';
import seed from './art/seed.svg?url&no-inline';
import sun from './art/sun.svg?url&no-inline';
import treeGrownAgain from './art/tree-grown-again.svg?url&no-inline';
import treeGrown from './art/tree-grown.svg?url&no-inline';
import treePlanted from './art/tree-planted.svg?url&no-inline';
import wind from './art/wind.svg?url&no-inline';
import type { Generation } from './harvests.ts';
import type { Plot } from './rules-growth.ts';

export const plotPictures: Record<Plot, string> = { jar: placeJar, garden: placeGarden, wild: placeWild };

/** A tree by what it grew from: its shape tells it as well as its colour. */
export const treePictures: Record<Generation, string> = {
  planted: treePlanted,
  grown: treeGrown,
  grownAgain: treeGrownAgain,
};

export const thingPictures = { basket, blossom, bush, jar, orange, seed, sun, wind };

export const facePictures = {
  'a-ou': aOu,
  'a-ou-happy': aOuHappy,
  'a-ou-puzzled': aOuPuzzled,
  granny,
  'granny-happy': grannyHappy,
};
