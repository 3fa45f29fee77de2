import { button, Character, panel, speechBubble, type StageButton } from '../kit/scene-drawing.ts';

import type { GardenDraft } from './draft.ts';
import { gardenLayout, middleOf } from './layout.ts';
import type { GardenState } from './rules.ts';
import { plots, sumOf } from './rules-growth.ts';
import { compareStep, explainStep, growStep } from './scene-harvest.ts';
import { destroyAll, type Step, type StepHost } from './scene-step.ts';
import { ideaOf, inYuan } from './texts.ts';

export function stepOf(host: StepHost, state: GardenState): Step {
  switch (state.phase) {
    case 'share':
      return shareStep(host, state);
    case 'guess':
      return guessStep(host, state);
    case 'grow':
      return growStep(host, state);
    case 'explain':
      return explainStep(host, state);
    default:
      return compareStep(host, state);
  }
}

function shareStep({ stage, texts, draft, make, shift }: StepHost, state: GardenState): Step {
  const layout = gardenLayout[stage.host.shape];
  const before = state.stretches.at(-1);
  const idea = before ? ideaOf(before, texts) : null;
  const steppers = plots.map((plot) => {
    const less = button(stage, { ...layout.less[plot], label: '−', fill: 'white', size: 60 }, () =>
      shift(plot, -1),
    );
    const share = stage.words(layout.shares[plot].x, layout.shares[plot].y, '', { size: 54, bold: true });
    const more = button(stage, { ...layout.more[plot], label: '+', fill: 'celadonLight', size: 60 }, () =>
      shift(plot, 1),
    );
    return { plot, less, share, more };
  });
  const face = idea ? (idea.fits ? 'granny-happy' : 'granny') : 'a-ou';
  const speaker = new Character(stage, layout.speaker.x, layout.speaker.y, face);
  if (idea?.fits && !stage.host.reducedMotion) void speaker.hop();
  const told = idea ? `${idea.fits ? '■ ✓' : `● ↻ ${texts.lookAgain}`} ${idea.sentence}\n` : '';
  const bubble = speechBubble(
    stage,
    layout.shareBubble.x,
    layout.shareBubble.y,
    layout.shareBubble.width,
    told + texts.income,
    {
      size: layout.shareBubble.size,
      bold: false,
      fill: idea ? (idea.fits ? 'celadonLight' : 'mandarinLight') : 'white',
      tail: 'left',
      tailAt: 96,
    },
  );
  const left = stage.words(layout.left.x, layout.left.y, '', {
    size: layout.left.size,
    bold: true,
    wrap: stage.host.shape === 'tall' ? 320 : 420,
  });
  const plant = button(stage, { ...layout.plant, label: texts.plant, fill: 'mandarin', size: 40 }, () =>
    make({ kind: 'share', ...draft.shares }),
  );
  return {
    refresh() {
      for (const { plot, less, share, more } of steppers) {
        share.setText(String(draft.shares[plot]));
        less.setOpen(draft.shares[plot] > 0);
        more.setOpen(draft.left > 0);
      }
      left.setText(texts.left(draft.left)).setColor(draft.left === 0 ? '#084e49' : '#9a4a00');
      plant.setOpen(draft.left === 0);
    },
    goOn: () => make({ kind: 'share', ...draft.shares }),
    destroy: () =>
      destroyAll([
        ...steppers.flatMap(({ less, share, more }) => [less.body, share, more.body]),
        speaker.body,
        bubble,
        left,
        plant.body,
      ]),
  };
}

function guessStep({ stage, texts, draft, make, type }: StepHost, state: GardenState): Step {
  const layout = gardenLayout[stage.host.shape];
  const { pad } = layout;
  const thinker = new Character(stage, layout.guesser.x, layout.guesser.y, 'a-ou-puzzled');
  if (stage.host.shape === 'tall') thinker.body.setScale(0.84);
  const bubble = speechBubble(
    stage,
    layout.guessBubble.x,
    layout.guessBubble.y,
    layout.guessBubble.width,
    `${texts.guess(inYuan(sumOf(state.holdings)))}\n${texts.hint}`,
    { size: layout.guessBubble.size, bold: false, tail: 'left', tailAt: 110 },
  );
  const plate = panel(stage, pad.value.x, pad.value.y, pad.value.width, pad.value.height, {
    fill: 'mandarinLight',
  });
  const { x, y } = middleOf(pad.value);
  const value = stage.words(x, y, '', { size: 56, bold: true });
  const key = (box: typeof pad.less, label: string, press: (draft: GardenDraft) => void): StageButton =>
    button(stage, { ...box, label, fill: 'white', size: 48 }, () => type(press));
  const less = key(pad.less, '−', (guess) => guess.step(-1));
  const more = key(pad.more, '+', (guess) => guess.step(1));
  const erase = key(pad.erase, '⌫', (guess) => guess.erase());
  const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0].flatMap((digit) => {
    const box = pad.digits[digit];
    return box ? [key(box, String(digit), (guess) => guess.type(String(digit)))] : [];
  });
  const goOn = (): void => {
    if (draft.guess !== '') make({ kind: 'guess', yuan: Number(draft.guess) });
  };
  const sure = button(
    stage,
    {
      ...pad.sure,
      label: stage.host.shape === 'wide' ? texts.sureShort : texts.sure,
      fill: 'mandarin',
      size: 42,
    },
    goOn,
  );
  return {
    refresh() {
      value.setText(draft.guess === '' ? '?' : texts.yuan(draft.guess));
      value.setFontSize(stage.host.locale === 'en' ? 44 : 56);
      erase.setOpen(draft.guess !== '');
      sure.setOpen(draft.guess !== '');
    },
    goOn,
    destroy: () =>
      destroyAll([
        thinker.body,
        bubble,
        plate,
        value,
        ...[less, more, erase, sure, ...digits].map(({ body }) => body),
      ]),
  };
}
