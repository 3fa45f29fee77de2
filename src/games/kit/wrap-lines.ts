const closing = '，。、；：？！）》」』”’…,.;:?!)';

/**
 * Breaks a sentence into lines no wider than `width`: Chinese between any two characters but never before a
 * closing mark, other scripts between words; a number
 * stays with the Chinese word after it. `measure` gives a string's width.
 */
export function wrapLines(sentence: string, width: number, measure: (part: string) => number): string[] {
  return sentence.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, width, measure));
}

function wrapParagraph(paragraph: string, width: number, measure: (part: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(paragraph)) {
    if (line !== '' && measure((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  lines.push(line.trimEnd());
  return lines;
}

function piecesOf(paragraph: string): string[] {
  const pieces: string[] = [];
  for (const part of paragraph.match(/\d+[ \u00a0][⺀-鿿]|[⺀-鿿豈-﫿]|[^ ⺀-鿿豈-﫿]+ *| +/gu) ?? []) {
    const last = pieces.at(-1);
    const opens = part[0] !== undefined && closing.includes(part[0]);
    if (last !== undefined && (opens || part.trim() === '')) pieces[pieces.length - 1] = last + part;
    else pieces.push(part);
  }
  return pieces;
}
