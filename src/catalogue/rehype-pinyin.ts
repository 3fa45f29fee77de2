import type { Element, ElementContent, Root, Text } from 'hast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { SKIP, visit } from 'unist-util-visit';

import type { RubySegment } from '#domain/ruby.ts';

/** What the plugin asks of its owner: how a Chinese text of a file is read; null leaves the file alone. */
export type AnnotateFile = (path: string) => ((text: string) => readonly RubySegment[]) | null;

/**
 * Rehype plugin: sets readings above the Chinese words of a lesson, as `<ruby>字<rt>zì</rt></ruby>`. A `<Step>`
 * gets its title's readings in the attribute `titleRuby`, a RubySegment list as JSON.
 */
export function rehypePinyin({ annotateFile }: { annotateFile: AnnotateFile }) {
  return (tree: Root, file: { path?: string }): void => {
    const annotate = annotateFile(file.path ?? '');
    if (!annotate) return;
    visit(tree, (node, index, parent) => {
      if (isTag(node)) addTitleRuby(node, annotate);
      if (node.type !== 'text' || !parent || index === undefined) return;
      const segments = annotate(node.value);
      if (segments.every(({ pinyin }) => pinyin === null)) return;
      (parent.children as ElementContent[]).splice(index, 1, ...segments.map(rubyNode));
      return [SKIP, index + segments.length];
    });
  };
}

function rubyNode({ text, pinyin }: RubySegment): Element | Text {
  if (pinyin === null) return { type: 'text', value: text };
  return element('ruby', [{ type: 'text', value: text }, element('rt', [{ type: 'text', value: pinyin }])]);
}

function element(tagName: string, children: ElementContent[]): Element {
  return { type: 'element', tagName, properties: {}, children };
}

function isTag(node: { type: string }): node is MdxJsxFlowElement | MdxJsxTextElement {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
}

function addTitleRuby(
  node: MdxJsxFlowElement | MdxJsxTextElement,
  annotate: (text: string) => readonly RubySegment[],
): void {
  const title = node.attributes.find((one) => one.type === 'mdxJsxAttribute' && one.name === 'title');
  if (node.name !== 'Step' || typeof title?.value !== 'string') return;
  node.attributes.push({
    type: 'mdxJsxAttribute',
    name: 'titleRuby',
    value: JSON.stringify(annotate(title.value)),
  });
}
