import type { RubySegment } from '#domain/ruby.ts';

import { annotatePinyin } from './annotate-pinyin.ts';
import { compileContent } from './compile.ts';
import { projectRoot } from './compiled-file.ts';
import { joinCjkLines, remarkJoinCjkLines } from './join-cjk-lines.ts';
import { rehypePinyin, type AnnotateFile } from './rehype-pinyin.ts';

/**
 * What Astro's Markdown needs to render the lessons: Chinese lines joined, and pinyin above the words that the
 * lesson's grade reads with it. English files pass unchanged.
 */
export function lessonMarkdown() {
  let compiled: ReturnType<typeof compileContent> | undefined;
  const annotateFile: AnnotateFile = (path) => {
    const folder = /(content\/courses\/[^/]+\/[^/]+)\/lesson\.zh\.mdx$/.exec(path.replaceAll('\\', '/'))?.[1];
    if (folder === undefined) return null;
    compiled ??= compileContent(projectRoot);
    const { lessons, readings } = compiled;
    const lesson = lessons.find(({ outline }) => outline.folder === folder);
    if (!lesson) return null;
    return (text: string): readonly RubySegment[] =>
      annotatePinyin(joinCjkLines(text), lesson.pinyin, readings);
  };
  const pinyin: [typeof rehypePinyin, { annotateFile: AnnotateFile }] = [rehypePinyin, { annotateFile }];
  return { remarkPlugins: [remarkJoinCjkLines], rehypePlugins: [pinyin] };
}
