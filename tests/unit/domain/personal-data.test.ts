import { expect, test } from 'vitest';

import { holdsPersonalData } from '#domain/personal-data.ts';

test.each([
  ['a mobile number', '打 13812345678 问我'],
  ['a number with spaces', 'call 138 1234 5678'],
  ['full-width digits', '电话１３８１２３４５６７８'],
  ['the number of an identity card', '33038220150101123X 是谁的'],
  ['a mail address', 'write to kid@example.com'],
  ['a name said as one’s own', '我叫小明，想问利息'],
  ['a name in English', 'My name is Li'],
])('%s is found', (_what, text) => {
  expect(holdsPersonalData(text)).toBe(true);
});

test.each([
  '为什么存 10000 元一年有 150 元利息？',
  '一百万是 1000000 元吗？',
  'Is 10000000 yuan a lot of money?',
  '2026 年 11 月 23 日的钱和以前一样吗',
  'Why does the bank keep our money?',
])('“%s” may be asked', (text) => {
  expect(holdsPersonalData(text)).toBe(false);
});
