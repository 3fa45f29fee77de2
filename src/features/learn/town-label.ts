/**
 * A title broken into at most two lines for a sign in the town. Chinese breaks anywhere, English between
 * words; what comes behind a colon or a dot stays for the lesson's own page.
 */
export function signLines(title: string, widestLine: number): readonly string[] {
  const name = title.split(/[：:·]/)[0]?.trim() ?? title;
  const pieces = /\p{Script=Han}/u.test(name) ? [...name] : name.split(/(?<= )/);
  if (widthOf(name) <= widestLine) return [name];
  const half = widthOf(name) / 2;
  let first = '';
  while (pieces.length > 1 && widthOf(first) < half - 0.5) first += pieces.shift() ?? '';
  return [first.trim(), pieces.join('').trim()];
}

/** In Chinese characters: a Latin letter is about half as wide. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (/[\u0000-\u024f]/.test(sign) ? 0.54 : 1), 0);
}
