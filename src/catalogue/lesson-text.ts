import { createProcessor } from '@mdx-js/mdx';
import type { Nodes, Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkGfm from 'remark-gfm';
import { visit } from 'unist-util-visit';

import { authoredFrontmatter, type AuthoredFrontmatter } from './authored.ts';
import type { FaultList } from './faults.ts';
import { joinCjkLines } from './join-cjk-lines.ts';
import { parseYaml } from './yaml-file.ts';

/** A component of a lesson: `<Question id="LB02-Q1" />`. */
export interface LessonTag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly line: number;
  /** The words inside it, without markup. */
  readonly text: string;
}

/** A run of words that a pupil reads, as one text node of the page. */
export interface LessonWords {
  readonly text: string;
  readonly line: number;
}

/** What one language's file of a lesson says. */
export interface LessonText {
  readonly file: string;
  readonly frontmatter: AuthoredFrontmatter;
  readonly tags: readonly LessonTag[];
  readonly words: readonly LessonWords[];
}

const processor = createProcessor({ remarkPlugins: [remarkGfm, remarkCjkFriendly] });

/** Reads a lesson file; null when it cannot be read, with the faults saying where. */
export function readLessonText(source: string, file: string, faults: FaultList): LessonText | null {
  const front = /^---\n([\s\S]*?)\n---\n/.exec(source);
  if (!front) {
    faults.add(file, 1, 'the lesson begins with frontmatter between two lines of ---');
    return null;
  }
  const frontmatter = parseYaml(front[1] ?? '', file, authoredFrontmatter, faults, 2).value;
  const blank = front[0].replaceAll(/[^\n]/g, '');
  let tree: Root;
  try {
    tree = processor.parse(blank + source.slice(front[0].length));
  } catch (error) {
    faults.add(file, lineOfError(error), error instanceof Error ? error.message : String(error));
    return null;
  }
  return frontmatter && { file, frontmatter, tags: tagsOf(tree, file, faults), words: wordsOf(tree) };
}

function lineOfError(error: unknown): number {
  const place = (error as { line?: unknown }).line;
  return typeof place === 'number' ? place : 1;
}

function tagsOf(tree: Root, file: string, faults: FaultList): LessonTag[] {
  const tags: LessonTag[] = [];
  visit(tree, (node) => {
    if (node.type === 'mdxjsEsm' || node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression')
      faults.add(file, lineOf(node), 'a lesson has no imports and no {expressions}: words and tags only');
    if (!isTag(node)) return;
    const attributes: Record<string, string> = {};
    for (const attribute of node.attributes) {
      if (attribute.type === 'mdxJsxAttribute' && typeof attribute.value === 'string')
        attributes[attribute.name] = attribute.value;
      else faults.add(file, lineOf(node), `<${node.name ?? ''}>: attributes are plain words in quotes`);
    }
    tags.push({ name: node.name ?? '', attributes, line: lineOf(node), text: textOf(node) });
  });
  return tags;
}

function wordsOf(tree: Root): LessonWords[] {
  const words: LessonWords[] = [];
  visit(tree, 'text', (node) => {
    words.push({ text: joinCjkLines(node.value), line: lineOf(node) });
  });
  return words;
}

function isTag(node: Nodes): node is MdxJsxFlowElement | MdxJsxTextElement {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
}

/** The words of a node; paragraphs and lines are kept apart by a line break. */
function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node)) return '';
  const separator = node.children.some((child) => child.type === 'paragraph' || child.type === 'list')
    ? '\n'
    : '';
  return node.children.map(textOf).join(separator).trim();
}

function lineOf(node: Nodes): number {
  return node.position?.start.line ?? 1;
}
