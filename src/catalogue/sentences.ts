/** How long a Chinese sentence may be in each grade: readers of seven get twelve characters. */
export function longestSentence(grade: number): number {
  if (grade <= 2) return 12;
  if (grade <= 4) return 18;
  return grade <= 6 ? 25 : 35;
}

/** The sentences of a text: a stop, a colon, a semicolon or a line's end closes one. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/[。！？：；…\n]+/u)
    .map((sentence) => sentence.replaceAll(/[“”《》\s]/gu, ' ').trim())
    .filter((sentence) => sentence !== '');
}

/** How much there is to read: each Chinese character counts one, and so does each number, word or formula. */
export function readingLength(sentence: string): number {
  return [...sentence.matchAll(/\p{Script=Han}|[\p{Script=Latin}\p{N}.,%×÷+=−-]*[\p{Script=Latin}\p{N}]%?/gu)]
    .length;
}
