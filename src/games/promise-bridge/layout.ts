import type { StageShape } from '../kit/scene.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

export interface BridgeLayout {
  /** The deck's ends, how high it rises in the middle, and how deep a plank is. */
  readonly deck: { readonly from: number; readonly to: number; readonly y: number; readonly rise: number };
  readonly plankDepth: number;
  readonly pictogram: number;
  readonly lantern: { readonly width: number; readonly height: number; readonly post: number };
  readonly hero: {
    readonly width: number;
    readonly height: number;
    readonly home: Place;
    readonly far: Place;
  };
  /** Stones and wall in front of those who stand on the banks. */
  readonly front: { readonly y: number; readonly height: number };
  readonly villagers: Record<'granny' | 'uncle-jiu' | 'maimai', Place>;
  readonly villagerWidth: number;
  readonly barn: Box;
  readonly barnSack: number;
  /** A bubble stands on `y`, over the villagers' heads, and grows upwards. */
  readonly bubble: { readonly x: number; readonly y: number; readonly width: number; readonly size: number };
  /** Where a bubble's tail points: at the villagers, or at whoever walks. */
  readonly tailAt: number;
  readonly plots: readonly Place[];
  readonly plot: { readonly width: number; readonly height: number };
  readonly board: Box;
  readonly controls: Box;
  readonly gap: number;
  readonly sun: { readonly from: Place; readonly top: Place; readonly to: Place; readonly size: number };
  readonly cloud: { readonly y: number; readonly width: number };
  readonly night: { readonly panel: Box; readonly picture: Box; readonly titleSize: number };
}

export const bridgeLayout: Record<StageShape, BridgeLayout> = {
  wide: {
    deck: { from: 306, to: 924, y: 362, rise: 36 },
    plankDepth: 40,
    pictogram: 36,
    lantern: { width: 58, height: 72, post: 112 },
    hero: { width: 96, height: 128, home: { x: 262, y: 388 }, far: { x: 968, y: 388 } },
    front: { y: 348, height: 130 },
    villagers: { granny: { x: 1058, y: 404 }, 'uncle-jiu': { x: 1148, y: 392 }, maimai: { x: 1228, y: 404 } },
    villagerWidth: 146,
    barn: { x: 24, y: 166, width: 196, height: 178 },
    barnSack: 58,
    bubble: { x: 620, y: 160, width: 640, size: 36 },
    tailAt: 436,
    plots: [0, 1, 2, 3].map((place) => ({ x: 106 + place * 146, y: 540 })),
    plot: { width: 140, height: 120 },
    board: { x: 664, y: 464, width: 584, height: 134 },
    controls: { x: 32, y: 628, width: 1216, height: 160 },
    gap: 16,
    sun: { from: { x: 280, y: 300 }, top: { x: 430, y: 90 }, to: { x: 560, y: 300 }, size: 140 },
    cloud: { y: 410, width: 190 },
    night: {
      panel: { x: 90, y: 14, width: 1100, height: 772 },
      picture: { x: 180, y: 34, width: 920, height: 418 },
      titleSize: 40,
    },
  },
  tall: {
    deck: { from: 156, to: 506, y: 380, rise: 24 },
    plankDepth: 30,
    pictogram: 30,
    lantern: { width: 46, height: 57, post: 88 },
    hero: { width: 72, height: 96, home: { x: 128, y: 400 }, far: { x: 532, y: 400 } },
    front: { y: 362, height: 120 },
    villagers: { granny: { x: 594, y: 414 }, 'uncle-jiu': { x: 640, y: 384 }, maimai: { x: 682, y: 414 } },
    villagerWidth: 98,
    barn: { x: 2, y: 236, width: 136, height: 124 },
    barnSack: 42,
    bubble: { x: 14, y: 164, width: 692, size: 36 },
    tailAt: 590,
    plots: [0, 1, 2, 3].map((place) => ({ x: 102 + place * 172, y: 572 })),
    plot: { width: 164, height: 140 },
    board: { x: 16, y: 674, width: 688, height: 222 },
    controls: { x: 14, y: 930, width: 692, height: 256 },
    gap: 12,
    sun: { from: { x: 130, y: 330 }, top: { x: 240, y: 214 }, to: { x: 360, y: 330 }, size: 110 },
    cloud: { y: 440, width: 170 },
    night: {
      panel: { x: 14, y: 14, width: 692, height: 1172 },
      picture: { x: 30, y: 30, width: 660, height: 300 },
      titleSize: 40,
    },
  },
};

export function middleOf(box: Box): Place {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** `count` boxes side by side in the controls; the digit keys go by their order. */
export function controlBoxes(shape: StageShape, count: number): readonly Box[] {
  const { controls, gap } = bridgeLayout[shape];
  const width = (controls.width - gap * (count - 1)) / count;
  return Array.from({ length: count }, (_, place) => ({
    x: controls.x + place * (width + gap),
    y: controls.y,
    width,
    height: controls.height,
  }));
}

/** The buttons of the look back at the end: side by side, or one above the other on a phone. */
export function reasonBoxes(shape: StageShape, count: number): readonly Box[] {
  const { panel } = bridgeLayout[shape].night;
  if (shape === 'wide') {
    const width = (panel.width - 40 - 16 * (count - 1)) / count;
    return Array.from({ length: count }, (_, place) => ({
      x: panel.x + 20 + place * (width + 16),
      y: panel.y + 590,
      width,
      height: 166,
    }));
  }
  return Array.from({ length: count }, (_, place) => ({
    x: panel.x + 16,
    y: panel.y + 520 + place * 208,
    width: panel.width - 32,
    height: 192,
  }));
}

/** A point of the deck, `share` of the way from the near bank to the far one, and how it leans there. */
export function onDeck(shape: StageShape, share: number): Place & { readonly angle: number } {
  const { from, to, y, rise } = bridgeLayout[shape].deck;
  const lean = -Math.cos(share * Math.PI) * ((Math.PI * rise) / (to - from));
  return {
    x: from + share * (to - from),
    y: y - Math.sin(share * Math.PI) * rise,
    angle: (Math.atan(lean) * 180) / Math.PI,
  };
}
