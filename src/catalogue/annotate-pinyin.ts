import { pinyin } from 'pinyin-pro';

import type { RubySegment } from '#domain/ruby.ts';

/** Which characters of a text carry a reading. */
export type PinyinPolicy = 'all' | { readonly words: readonly string[] };

/** Hand-checked readings (content/pinyin-overrides.yaml): a converter is never trusted with a polyphone. */
export interface Readings {
  /** Characters with more than one reading in children's texts. */
  readonly polyphones: ReadonlySet<string>;
  /** Word → one reading for each of its characters. */
  readonly words: ReadonlyMap<string, readonly string[]>;
  readonly longestWord: number;
}

export function makeReadings(polyphones: string, words: Readonly<Record<string, string>>): Readings {
  const entries = Object.entries(words).map(([word, reading]) => [word, reading.split(' ')] as const);
  return {
    polyphones: new Set(polyphones.replaceAll(/\s/g, '')),
    words: new Map(entries),
    longestWord: Math.max(1, ...entries.map(([word]) => Array.from(word).length)),
  };
}

/**
 * The text in segments: characters that the policy wants carry their reading, the rest is joined. Grades 1–2
 * read everything with pinyin ('all'), from grade 3 on only the lesson's own words have it.
 */
export function annotatePinyin(text: string, policy: PinyinPolicy, readings: Readings): RubySegment[] {
  const characters = Array.from(text);
  const wanted = wantedPlaces(characters, policy);
  const checked = checkedReadings(characters, readings);
  const guessed = pinyin(text, { type: 'array', toneType: 'symbol', toneSandhi: false });
  const segments: RubySegment[] = [];
  let plain = '';
  characters.forEach((character, place) => {
    if (!wanted[place] || !isHan(character)) {
      plain += character;
      return;
    }
    if (plain) segments.push({ text: plain, pinyin: null });
    plain = '';
    segments.push({ text: character, pinyin: checked[place] ?? guessed[place] ?? null });
  });
  if (plain) segments.push({ text: plain, pinyin: null });
  return segments;
}

/** Polyphones that get a reading which nobody checked, each with the words around it. */
export function uncheckedPolyphones(text: string, policy: PinyinPolicy, readings: Readings): string[] {
  const characters = Array.from(text);
  const wanted = wantedPlaces(characters, policy);
  const checked = checkedReadings(characters, readings);
  return characters.flatMap((character, place) =>
    wanted[place] && readings.polyphones.has(character) && !checked[place]
      ? [`${character} in “${characters.slice(Math.max(0, place - 3), place + 4).join('')}”`]
      : [],
  );
}

function isHan(character: string): boolean {
  return /\p{Script=Han}/u.test(character);
}

function wantedPlaces(characters: readonly string[], policy: PinyinPolicy): boolean[] {
  if (policy === 'all') return characters.map(() => true);
  const wanted = characters.map(() => false);
  for (const word of policy.words.map((one) => Array.from(one))) {
    for (let start = 0; start + word.length <= characters.length; start += 1) {
      if (word.every((character, offset) => characters[start + offset] === character))
        wanted.fill(true, start, start + word.length);
    }
  }
  return wanted;
}

/** Readings from the hand-checked words, the longest word first at each place. */
function checkedReadings(characters: readonly string[], readings: Readings): (string | undefined)[] {
  const found: (string | undefined)[] = characters.map(() => undefined);
  let place = 0;
  while (place < characters.length) {
    let step = 1;
    for (let length = Math.min(readings.longestWord, characters.length - place); length > 0; length -= 1) {
      const reading = readings.words.get(characters.slice(place, place + length).join(''));
      if (!reading) continue;
      reading.forEach((one, offset) => (found[place + offset] = one));
      step = length;
      break;
    }
    place += step;
  }
  return found;
}
