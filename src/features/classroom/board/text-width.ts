/** Width of a text in Chinese characters; Latin letters take about half of one. */
export function textWidth(text: string): number {
  let sum = 0;
  for (const sign of text) sum += (sign.codePointAt(0) ?? 0) > 0x2e80 ? 1 : 0.52;
  return sum;
}
