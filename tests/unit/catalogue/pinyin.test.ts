import { describe, expect, test, vi } from 'vitest';

import { annotatePinyin, makeReadings, uncheckedPolyphones } from '#catalogue/annotate-pinyin.ts';
import { compileContent } from '#catalogue/compile.ts';
import { ContentBroken } from '#catalogue/faults.ts';
import { plainText } from '#domain/ruby.ts';
import { projectFolder } from '#cli/project-folder.ts';
import { copyContent } from '#tests/support/content-copy.ts';

// Each test compiles the whole content; a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

const { readings, catalogue } = compileContent(projectFolder);

function read(text: string): string {
  return annotatePinyin(text, 'all', readings)
    .map((segment) => segment.pinyin ?? '')
    .filter(Boolean)
    .join(' ');
}

describe('readings', () => {
  test.each([
    ['到银行换', 'dào yín háng huàn'],
    ['这样行吗', 'zhè yàng xíng ma'],
    ['数一数', 'shǔ yī shǔ'],
    ['面值上的数', 'miàn zhí shàng de shù'],
    ['大声数', 'dà shēng shǔ'],
    ['还有更小的', 'hái yǒu gèng xiǎo de'],
    ['她只有一张', 'tā zhǐ yǒu yī zhāng'],
    ['又看中了彩笔', 'yòu kàn zhòng le cǎi bǐ'],
    ['和家长一起', 'hé jiā zhǎng yī qǐ'],
    ['说得真好', 'shuō de zhēn hǎo'],
    ['少得多', 'shǎo de duō'],
    ['喂多少呢', 'wèi duō shao ne'],
    ['三种样子', 'sān zhǒng yàng zi'],
    ['手洗干净', 'shǒu xǐ gān jìng'],
    ['当一回小柜员', 'dāng yī huí xiǎo guì yuán'],
    ['利率和存款', 'lì lǜ hé cún kuǎn'],
  ])('%s is read %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test('a character carries its own reading, and nothing of the text is lost', () => {
    const segments = annotatePinyin('买 1 元的橡皮！', 'all', readings);
    expect(plainText(segments)).toBe('买 1 元的橡皮！');
    expect(segments[0]).toEqual({ text: '买', pinyin: 'mǎi' });
    expect(segments[1]).toEqual({ text: ' 1 ', pinyin: null });
  });

  test("from grade 3 on only the lesson's words have readings", () => {
    const segments = annotatePinyin('信任是攒出来的', { words: ['信任'] }, readings);
    expect(segments).toEqual([
      { text: '信', pinyin: 'xìn' },
      { text: '任', pinyin: 'rèn' },
      { text: '是攒出来的', pinyin: null },
    ]);
  });

  test('a polyphone that nobody checked is told with the words around it, a checked one is not', () => {
    const few = makeReadings('行', { 银行: 'yín háng' });
    expect(uncheckedPolyphones('银行在行走的路边', 'all', few)).toEqual(['行 in “银行在行走的路”']);
  });

  test('a polyphone in a grade 1 lesson that no checked word covers stops the build', () => {
    const copy = copyContent();
    copy.replace('content/pinyin-overrides.yaml', '  银行: yín háng\n', '');
    expect(() => compileContent(copy.root)).toThrow(ContentBroken);
    expect(() => compileContent(copy.root)).toThrow(/nobody checked the reading of 行 in “.*银行/);
    copy.dispose();
  });
});

describe('what pupils read', () => {
  test('in grades 1–2 every Chinese character has a reading, in questions and clues too', () => {
    const question = catalogue.questions.find(({ id }) => id === 'LB02-Q4');
    const texts = [
      question?.stem,
      ...(question?.options ?? []).flatMap(({ text, feedback }) => [text, feedback]),
    ];
    for (const text of texts) {
      const bare = text?.ruby.filter(({ pinyin }) => pinyin === null).map((segment) => segment.text);
      expect(bare?.join('')).not.toMatch(/\p{Script=Han}/u);
    }
  });

  test('a reading that is mended leaves the version of a question alone', () => {
    const copy = copyContent();
    copy.replace('content/pinyin-overrides.yaml', '  个: gè', '  个: ge');
    const versions = (from: typeof catalogue) => from.questions.map(({ version }) => version);
    expect(versions(compileContent(copy.root).catalogue)).toEqual(versions(catalogue));
    copy.dispose();
  });

  test('a word that is changed in a question changes its version', () => {
    const copy = copyContent();
    copy.replace(
      'content/courses/little-banker/02-meet-the-renminbi/questions.yaml',
      '10 coins',
      'Ten coins',
    );
    const version = (from: typeof catalogue) => from.questions.find(({ id }) => id === 'LB02-Q1')?.version;
    expect(version(compileContent(copy.root).catalogue)).not.toBe(version(catalogue));
    copy.dispose();
  });
});
