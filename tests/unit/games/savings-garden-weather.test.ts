import { describe, expect, it } from 'vitest';

import { gardenTexts } from '#games/savings-garden/texts.ts';
import { lastWeather } from '#games/savings-garden/weather.ts';

const texts = gardenTexts('zh-CN');
const nothing = { jar: 0, garden: 0, wild: 0 };

describe('the weather of the wild plot', () => {
  it('is told by its last season where something lies there', () => {
    const holdings = { ...nothing, wild: 10_000 };
    const told = (wildSeasons: boolean[]): string =>
      lastWeather({ holdings, split: null, wildSeasons }, texts);
    expect(told([false, true])).toBe(texts.wild.true);
    expect(told([true, false])).toBe(texts.wild.false);
    expect(told([])).toBe('');
  });

  it('is told where income goes there, and not told to who has nothing in it', () => {
    const wildSeasons = [true];
    const split = { jar: 9, garden: 0, wild: 1 };
    expect(lastWeather({ holdings: nothing, split, wildSeasons }, texts)).toBe(texts.wild.true);
    expect(lastWeather({ holdings: nothing, split: nothing, wildSeasons }, texts)).toBe('');
    expect(lastWeather({ holdings: nothing, split: null, wildSeasons }, texts)).toBe('');
  });
});
