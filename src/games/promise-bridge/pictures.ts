import bicycle from '#ui/art/pictures/bicycle.svg?url&no-inline';
import boat from '#ui/art/pictures/boat.svg?url&no-inline';
import bridge from '#ui/art/pictures/bridge.svg?url&no-inline';
import drum from '#ui/art/pictures/drum.svg?url&no-inline';
import fish from '#ui/art/pictures/fish.svg?url&no-inline';
import kite from '#ui/art/pictures/kite.svg?url&no-inline';
import lantern from '#ui/art/pictures/lantern.svg?url&no-inline';
import moon from '#ui/art/pictures/moon.svg?url&no-inline';
import mushroom from '#ui/art/pictures/mushroom.svg?url&no-inline';
import orange from '#ui/art/pictures/orange.svg?url&no-inline';
import panda from '#ui/art/pictures/panda.svg?url&no-inline';
import umbrella from '#ui/art/pictures/umbrella.svg?url&no-inline';
import fangfang from '#ui/art/cast/fangfang-happy.svg?url&no-inline';
import grannyHappy from '#ui/art/cast/granny-happy.svg?url&no-inline';
import grannyPuzzled from '#ui/art/cast/granny-puzzled.svg?url&no-inline';
import granny from '#ui/art/cast/granny.svg?url&no-inline';
import maimaiHappy from '#ui/art/cast/maimai-happy.svg?url&no-inline';
import maimaiPuzzled from '#ui/art/cast/maimai-puzzled.svg?url&no-inline';
import maimai from '#ui/art/cast/maimai.svg?url&no-inline';
import uncleJiu from '#ui/art/cast/uncle-jiu.svg?url&no-inline';
import walker from '#ui/art/town/walker-boy.svg?url&no-inline';

import barn from './art/barn.svg?url&no-inline';
import cloud from './art/cloud.svg?url&no-inline';
import cropRain from './art/crop-rain.svg?url&no-inline';
import cropSun from './art/crop-sun.svg?url&no-inline';
import drop from './art/drop.svg?url&no-inline';
import frontTall from './art/front-tall.svg?url&no-inline';
import frontWide from './art/front-wide.svg?url&no-inline';
import iconHelp from './art/icon-help.svg?url&no-inline';
import iconKeep from './art/icon-keep.svg?url&no-inline';
import iconSilent from './art/icon-silent.svg?url&no-inline';
import iconTell from './art/icon-tell.svg?url&no-inline';
import lantern0 from './art/lantern-0.svg?url&no-inline';
import lantern1 from './art/lantern-1.svg?url&no-inline';
import lantern2 from './art/lantern-2.svg?url&no-inline';
import lantern3 from './art/lantern-3.svg?url&no-inline';
import lantern4 from './art/lantern-4.svg?url&no-inline';
import lanternRest from './art/lantern-rest.svg?url&no-inline';
import missing from './art/missing.svg?url&no-inline';
import mist from './art/mist.svg?url&no-inline';
import night from './art/night.svg?url&no-inline';
import patch from './art/patch.svg?url&no-inline';
import plot from './art/plot.svg?url&no-inline';
import post from './art/post.svg?url&no-inline';
import rain from './art/rain.svg?url&no-inline';
import rest from './art/rest.svg?url&no-inline';
import sack from './art/sack.svg?url&no-inline';
import seeds from './art/seeds.svg?url&no-inline';
import sprout from './art/sprout.svg?url&no-inline';
import sun from './art/sun.svg?url&no-inline';
import villageTall from './art/village-tall.svg?url&no-inline';
import villageWide from './art/village-wide.svg?url&no-inline';

export type Villager = 'granny' | 'uncle-jiu' | 'maimai';
export type Mood = 'calm' | 'happy' | 'puzzled';

export const villagers: readonly Villager[] = ['uncle-jiu', 'granny', 'maimai'];

/** Who has one face only keeps it. */
export const villagerPictures: Record<Villager, Record<Mood, string>> = {
  granny: { calm: granny, happy: grannyHappy, puzzled: grannyPuzzled },
  'uncle-jiu': { calm: uncleJiu, happy: uncleJiu, puzzled: uncleJiu },
  maimai: { calm: maimai, happy: maimaiHappy, puzzled: maimaiPuzzled },
};

/** What stands on the planks, one for each year. */
export const pictograms = [
  kite,
  orange,
  fish,
  umbrella,
  drum,
  boat,
  mushroom,
  lantern,
  bicycle,
  panda,
  moon,
  bridge,
] as const;

/** A lantern's light in quarters of a star. */
export const lanternPictures = [lantern0, lantern1, lantern2, lantern3, lantern4] as const;

export const things = {
  barn,
  cloud,
  'crop-rain': cropRain,
  'crop-sun': cropSun,
  drop,
  fangfang,
  'icon-help': iconHelp,
  'icon-keep': iconKeep,
  'icon-silent': iconSilent,
  'icon-tell': iconTell,
  rest,
  'lantern-rest': lanternRest,
  missing,
  mist,
  night,
  patch,
  plot,
  post,
  rain,
  sack,
  seeds,
  sprout,
  sun,
  walker,
} as const;

export const scenery = {
  wide: { village: villageWide, front: frontWide },
  tall: { village: villageTall, front: frontTall },
} as const;
