/**
 * A title broken between words into at most three lines for a sign in the town, the longest of them as short
 * as can be. What comes behind a colon or a dot stays for the lesson's own page.
 * @param widestLine in Chinese characters
 */
export function signLines(title: string, widestLine: number): readonly string[] {
  const name = title.split(/[：:·]/)[0]?.trim() ?? title;
  const count = Math.min(3, Math.ceil(widthOf(name) / widestLine));
  return breakEvenly(wordsOf(name), count);
}

// Making one costs a hundred times what using it does.
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** The catalogue's titles by their words: the town of every pupil shows the same ones. */
const known = new Map<string, readonly string[]>();

function wordsOf(name: string): readonly string[] {
  const found = known.get(name);
  if (found) return found;
  const words = /\p{Script=Han}/u.test(name)
    ? Array.from(segmenter.segment(name), ({ segment }) => segment)
    : name.split(/(?<= )/);
  known.set(name, words);
  return words;
}

function breakEvenly(words: readonly string[], count: number): readonly string[] {
  if (count <= 1) return [words.join('').trim()];
  let best: readonly string[] = [words.join('').trim()];
  for (let end = 1; end < words.length; end += 1) {
    const lines = [words.slice(0, end).join('').trim(), ...breakEvenly(words.slice(end), count - 1)];
    if (lines.every(Boolean) && longest(lines) < longest(best)) best = lines;
  }
  return best;
}

function longest(lines: readonly string[]): number {
  return Math.max(...lines.map(widthOf));
}

/** In Chinese characters: a Latin letter is about half as wide. */
export function widthOf(text: string): number {
  return Array.from(text).reduce((sum, sign) => sum + (/[\u0000-\u024f]/.test(sign) ? 0.54 : 1), 0);
}
