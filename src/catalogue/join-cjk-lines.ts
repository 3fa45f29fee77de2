import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';

const cjk = String.raw`[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF“”‘’…—]`;
const breakBetween = new RegExp(`(?<=${cjk})[ \\t]*\\n[ \\t]*(?=${cjk})`, 'gu');
const breakBeside = new RegExp(
  `(?<=[。！？；：，、）」”…—])[ \\t]*\\n[ \\t]*|[ \\t]*\\n[ \\t]*(?=[（「“])`,
  'gu',
);

/** Chinese lines join without a space: authors write one sentence a line, readers see a paragraph. */
export function joinCjkLines(text: string): string {
  return text.replaceAll(breakBetween, '').replaceAll(breakBeside, '');
}

/** Remark plugin: joins the lines of a Chinese lesson; English files keep the space. */
export function remarkJoinCjkLines() {
  return (tree: Root, file: { path?: string }): void => {
    if (file.path?.endsWith('.en.mdx')) return;
    visit(tree, 'text', (node) => {
      node.value = joinCjkLines(node.value);
    });
  };
}
