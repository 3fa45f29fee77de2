import type { StageShape } from '../kit/scene.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface TellerLayout {
  /** Where the customer's feet are hidden behind the counter, and how wide the customer is. */
  readonly customer: { readonly x: number; readonly y: number; readonly width: number };
  readonly counterY: number;
  /** A bubble over the customer's head stands on `y` and grows upwards; one beside it hangs from `y`. */
  readonly bubble: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly size: number;
    readonly tail: 'left' | 'down';
    readonly tailAt: number;
  };
  readonly card: Box;
  readonly houses: { readonly x: number; readonly y: number; readonly gap: number; readonly size: number };
  readonly sign: { readonly x: number; readonly y: number; readonly size: number };
  readonly tray: Box;
  readonly total: Box;
  readonly chipOnTray: number;
  readonly drawer: readonly Box[];
  readonly chipInDrawer: number;
  readonly count: Box;
  readonly handOver: Box;
}

function drawerRow(x: number, y: number, width: number, height: number): Box[] {
  return [0, 1, 2, 3].map((place) => ({ x: x + place * width, y, width, height }));
}

/** Places on the stage in logical pixels; every target is at least 120 wide and high. */
export const tellerLayout: Record<StageShape, TellerLayout> = {
  wide: {
    customer: { x: 230, y: 460, width: 296 },
    counterY: 418,
    bubble: { x: 404, y: 128, width: 480, size: 38, tail: 'left', tailAt: 96 },
    card: { x: 906, y: 226, width: 330, height: 180 },
    houses: { x: 900, y: 164, gap: 57, size: 62 },
    sign: { x: 640, y: 20, size: 30 },
    tray: { x: 40, y: 446, width: 836, height: 160 },
    total: { x: 900, y: 446, width: 340, height: 160 },
    chipOnTray: 68,
    drawer: drawerRow(36, 620, 172, 170),
    chipInDrawer: 104,
    count: { x: 740, y: 630, width: 222, height: 150 },
    handOver: { x: 980, y: 630, width: 260, height: 150 },
  },
  tall: {
    customer: { x: 140, y: 530, width: 206 },
    counterY: 492,
    bubble: { x: 12, y: 318, width: 696, size: 36, tail: 'down', tailAt: 150 },
    card: { x: 266, y: 356, width: 442, height: 130 },
    houses: { x: 126, y: 40, gap: 82, size: 58 },
    sign: { x: 360, y: 86, size: 25 },
    tray: { x: 12, y: 536, width: 696, height: 164 },
    total: { x: 12, y: 710, width: 696, height: 78 },
    chipOnTray: 66,
    drawer: drawerRow(0, 794, 180, 200),
    chipInDrawer: 124,
    count: { x: 16, y: 1002, width: 336, height: 186 },
    handOver: { x: 368, y: 1002, width: 336, height: 186 },
  },
};

export function middleOf(box: Box): { x: number; y: number } {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** The part of the tray for the drawer's slot `slot` of `slots`. */
export function trayColumn(shape: StageShape, slot: number, slots: number): Box {
  const { tray } = tellerLayout[shape];
  const width = tray.width / slots;
  return { x: tray.x + slot * width, y: tray.y, width, height: tray.height };
}

/** Where piece number `piece` of its kind lies in a column: fans to the right, then a second row. */
export function placeOnTray(
  shape: StageShape,
  column: Box,
  piece: number,
  pieces: number,
): { x: number; y: number } {
  const size = tellerLayout[shape].chipOnTray;
  const inset = 14;
  const room = column.width - inset * 2 - size;
  const perRow = 8;
  const rows = Math.ceil(Math.max(1, pieces) / perRow);
  const inRow = Math.min(perRow, Math.max(1, pieces));
  const row = Math.floor(piece / perRow);
  const step = inRow > 1 ? Math.min(size * 0.62, room / (inRow - 1)) : 0;
  const rowStep = Math.min(size * 0.8, (column.height - inset * 2 - size) / Math.max(1, rows - 1));
  const firstY = column.y + column.height / 2 - ((rows - 1) * (rows > 1 ? rowStep : 0)) / 2;
  const firstX = column.x + column.width / 2 - ((inRow - 1) * step) / 2;
  return { x: firstX + (piece % perRow) * step, y: firstY + row * (rows > 1 ? rowStep : 0) };
}
