/** Reduces a text to what is read: one width, small letters, nothing between Chinese characters. */
function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/(?<=\p{Script=Han})[\s\p{P}\p{S}]+(?=\p{Script=Han}|[a-z])/gu, '')
    .replaceAll(/\s+/g, ' ');
}

/** Who says that nothing is sold sells nothing: “不开户”, “不用扫码”, “no discount”. */
const saysNo = /(?:(?:不|勿|禁止|拒绝|没有)[用得能要会许必]?|\b(?:no|not|never|without|don[’']t)(?: an?)? )$/;

/** The words of the list by which a text sells, in the order of the list; none: it sells nothing. */
export function findSelling(text: string, words: readonly string[]): readonly string[] {
  const read = normalise(text);
  return words.filter((word) => offers(read, normalise(word)));
}

function offers(read: string, word: string): boolean {
  const isLatin = /^[a-z]/.test(word);
  for (let at = read.indexOf(word); at !== -1; at = read.indexOf(word, at + 1)) {
    const before = read.slice(0, at);
    const after = read.slice(at + word.length);
    // An English word is whole: “discounted” is another word than “discount”, “app” is not in “apple”.
    const isWhole = !isLatin || (!/[a-z]$/.test(before) && (/[^a-z]$/.test(word) || !/^[a-z]/.test(after)));
    if (isWhole && !saysNo.test(before)) return true;
  }
  return false;
}
