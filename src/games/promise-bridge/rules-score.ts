import type { Evidence } from '#domain/evidence.ts';

import type { GameScore } from '../kit/define-game.ts';

import type { PastYear } from './rules.ts';
import { mostQuarters } from './rules-village.ts';

type PromisedYear = Extract<PastYear, { readonly due: number }>;

const weights = { kept: 4500, told: 3500, careful: 2000 } as const;

function promisedYears(history: readonly PastYear[]): readonly PromisedYear[] {
  return history.filter((year) => year.mark !== 'helped');
}

/** A smaller promise would have left a smaller gap in rain. */
function promisedTooMuch(year: PromisedYear): boolean {
  return year.gapInRain > year.smallestGap;
}

/** Tenths of a thousandth; null when there was no occasion. */
function shareBp(done: number, occasions: number): number | null {
  return occasions === 0 ? null : Math.floor((done * 10000) / occasions);
}

/** 45 % kept where it could be kept, 35 % told where it could not, 20 % no promise larger than wise. */
export function scoreYears(history: readonly PastYear[]): GameScore {
  const years = promisedYears(history);
  const able = years.filter((year) => year.able);
  const unable = years.filter((year) => !year.able);
  const open = years.filter((year) => year.choiceMattered);
  const kept = shareBp(able.filter((year) => year.mark === 'kept').length, able.length);
  const told = shareBp(unable.filter((year) => year.mark === 'told').length, unable.length);
  const careful = shareBp(open.filter((year) => !promisedTooMuch(year)).length, open.length);
  // Where one of the two had no occasion, the other speaks for it: silence all along earns neither.
  const parts = [
    { id: 'kept', shareBp: kept ?? told ?? 0, weightBp: weights.kept },
    { id: 'told', shareBp: told ?? kept ?? 0, weightBp: weights.told },
    { id: 'careful', shareBp: careful ?? 10000, weightBp: weights.careful },
  ].map((part) => ({
    id: part.id,
    scoreBp: Math.floor((part.shareBp * part.weightBp) / 10000),
    weightBp: part.weightBp,
  }));
  return { totalBp: parts.reduce((sum, part) => sum + part.scoreBp, 0), parts };
}

/** One piece for each promise, one for how large promises were, and one for the trust at the end. */
export function evidenceOf(history: readonly PastYear[], starQuarters: number): readonly Evidence[] {
  const years = promisedYears(history);
  const promises = years.map((year): Evidence => {
    const hid = year.mark === 'silent';
    // Telling although the barn would have paid is honest, but the promise had to wait.
    const waited = year.mark === 'told' && year.able;
    return game('keep-promises', hid ? 0 : waited ? 5000 : 10000, 3000, hid ? 'M-PRO-HIDE' : null);
  });
  const open = years.filter((year) => year.choiceMattered);
  const tooMuch = open.filter(promisedTooMuch).length;
  const size =
    open.length === 0
      ? []
      : [
          game(
            'keep-promises',
            10000 - Math.floor((tooMuch * 10000) / open.length),
            5000,
            tooMuch * 2 > open.length ? 'M-PRO-ANY' : null,
          ),
        ];
  return [
    ...promises,
    ...size,
    game('build-credit', Math.floor((starQuarters * 10000) / mostQuarters), 3000, null),
  ];
}

function game(competency: string, scoreBp: number, weightBp: number, misconception: string | null): Evidence {
  return { competency, scoreBp, weightBp, misconception, hintUsed: false, kind: 'game' };
}
