import { compile } from '@mdx-js/mdx';
import remarkCjkFriendly from 'remark-cjk-friendly';
import { describe, expect, test } from 'vitest';

import { lessonMarkdown } from '#catalogue/lesson-markdown.ts';

const chinese = 'content/courses/little-banker/02-meet-the-renminbi/lesson.zh.mdx';
const english = 'content/courses/little-banker/02-meet-the-renminbi/lesson.en.mdx';

/** The page's words and elements as the compiled component writes them. */
async function rendered(path: string, value: string, cjkFriendly = true): Promise<string> {
  const { remarkPlugins, rehypePlugins } = lessonMarkdown();
  const compiled = await compile(
    { path, value },
    {
      jsx: true,
      remarkPlugins: [...(cjkFriendly ? [remarkCjkFriendly] : []), ...remarkPlugins],
      rehypePlugins,
    },
  );
  return String(compiled).replaceAll(/\{"((?:[^"\\]|\\.)*)"\}/g, '$1');
}

describe('lesson markdown', () => {
  test('emphasis beside Chinese punctuation is emphasis', async () => {
    expect(await rendered('a.mdx', '**注意：**分母')).toMatch(/strong>注意：<\/_components\.strong>分母/);
  });

  test('without the CJK plugin the same text keeps its asterisks', async () => {
    expect(await rendered('a.mdx', '**注意：**分母', false)).toContain('**注意：**分母');
  });

  test('Chinese lines join without a space, English ones keep it', async () => {
    expect(await rendered('a.zh.mdx', '门开了。\n麦麦来了')).toContain('门开了。麦麦来了');
    expect(await rendered(english, 'The door opens.\nMaimai is here.')).toMatch(/opens\.(\n|\\n)Maimai/);
  });

  test('a grade 1 lesson has a reading above each character, its title too', async () => {
    const page = await rendered(chinese, '<Step title="钱包">\n  方方\n</Step>');
    expect(page.replaceAll(/_components\.|\s/g, '')).toContain('<ruby>方<rt>fāng</rt></ruby>');
    expect(page).toContain('titleRuby=');
    expect(page).toContain('qián');
  });

  test('English lessons have no readings', async () => {
    expect(await rendered(english, 'Fangfang says 你好')).not.toContain('ruby');
  });
});
