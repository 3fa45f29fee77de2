import { button, panel, pressable, type StageButton } from '../kit/scene-drawing.ts';
import type { StageScene } from '../kit/scene-stage.ts';

import { tellerLayout, trayColumn } from './layout.ts';
import type { TellerMove, TellerState } from './rules.ts';
import { onCounter } from './scene-furniture.ts';
import { inYuan, type TellerTexts } from './texts.ts';

type Stage = StageScene<TellerState, TellerMove>;

export interface TellerControls {
  readonly count: StageButton;
  readonly handOver: StageButton;
}

/** The money box, the tray's columns and the two buttons; `isOpen` says whether taps are taken just then. */
export function buildControls(
  stage: Stage,
  texts: TellerTexts,
  make: (move: TellerMove) => void,
  isOpen: () => boolean,
): TellerControls {
  const layout = tellerLayout[stage.host.shape];
  const tall = stage.host.shape === 'tall';
  buildTray(stage, make, isOpen);
  buildMoneyBox(stage, texts, make, isOpen);
  const size = tall ? 48 : 38;
  const count = button(
    stage,
    { ...layout.count, label: texts.count, fill: 'celadonLight', size, icon: 'icon-count' },
    () => make({ kind: 'count' }),
  );
  const handOver = button(
    stage,
    {
      ...layout.handOver,
      label: texts.handOver,
      fill: 'mandarin',
      size: stage.host.locale === 'en' ? size - 8 : size,
      icon: 'icon-hand',
    },
    () => make({ kind: 'hand-over' }),
  );
  for (const { body } of [count, handOver]) body.setDepth(onCounter + 2);
  return { count, handOver };
}

function buildMoneyBox(
  stage: Stage,
  texts: TellerTexts,
  make: (move: TellerMove) => void,
  isOpen: () => boolean,
): void {
  const { shape, controller } = stage.host;
  for (const [slot, { chipFen }] of controller.state.drawer.entries()) {
    const box = tellerLayout[shape].drawer[slot];
    if (!box) continue;
    const { x, y, width, height } = box;
    const inset = 8;
    const body = stage.add.container(x, y, [
      panel(stage, inset, 4, width - inset * 2, height - 12, { fill: 'white', shadow: 6 }),
      stage.picture(width / 2, height / 2 - 20, `chip-${chipFen}`),
      stage.words(width / 2, height - 36, texts.yuan(inYuan(chipFen)), { size: 26, bold: true }),
    ]);
    body.setDepth(onCounter + 2);
    if (shape === 'wide')
      body.add(stage.words(inset + 18, 26, String(slot + 1), { size: 20, colour: 'ink2', bold: true }));
    const press = (): void => {
      stage.tweens.add({ targets: body, y: { from: y + 6, to: y }, duration: 120 });
      make({ kind: 'add', chipFen });
    };
    pressable(stage, body, { x: 0, y: 0, width, height }, press, isOpen);
  }
}

function buildTray(stage: Stage, make: (move: TellerMove) => void, isOpen: () => boolean): void {
  const { shape, controller } = stage.host;
  const { tray } = tellerLayout[shape];
  const { drawer } = controller.state;
  panel(stage, tray.x, tray.y, tray.width, tray.height, { fill: 'indigo' }).setDepth(onCounter);
  for (const [slot, { chipFen }] of drawer.entries()) {
    const { x, y, width, height } = trayColumn(shape, slot, drawer.length);
    const look = { fill: 'indigoLight', outline: 3, radius: 14 } as const;
    panel(stage, x + 8, y + 10, width - 16, height - 20, look).setDepth(onCounter);
    const body = stage.add.container(x, y).setDepth(onCounter + 3);
    pressable(
      stage,
      body,
      { x: 0, y: 0, width, height },
      () => make({ kind: 'take', chipFen }),
      () => isOpen() && controller.state.tray.includes(chipFen),
    );
  }
}
