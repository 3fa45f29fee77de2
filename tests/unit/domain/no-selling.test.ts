import { beforeAll, describe, expect, test } from 'vitest';

import { catalogue } from '#catalogue/catalogue.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import { refuseSelling } from '#catalogue/refuse-selling.ts';
import { findSelling } from '#domain/no-selling.ts';

beforeAll(async () => {
  await loadCatalogue();
});

const found = (text: string) => findSelling(text, catalogue().sellingWords);

describe('what adults type into a visit', () => {
  test.each([
    ['下课后可以到网点开户', '开户'],
    ['开 户 有礼', '开户'],
    ['开*户、办-卡', '开户'],
    ['扫一扫下载APP', '扫一扫'],
    ['下载 ＡＰＰ', '下载app'],
    ['家长加微信领资料', '加微信'],
    ['这款理财产品高收益', '理财产品'],
    ['Parents can open an account with us', 'open an account'],
    ['Open  an\naccount today', 'open an account'],
    ['Scan the QR code', 'qr code'],
    ['Vouchers for everyone', 'vouchers'],
    ['See https://bank.example', 'https://'],
  ])('“%s” sells: %s', (text, word) => {
    expect(found(text)).toContain(word);
    expect(refuseSelling('三楼阶梯教室', text)).toEqual({ ok: false, problem: 'sells-something' });
  });

  test.each([
    '三楼阶梯教室，9:50 在校门口等',
    '我们不开户、不用扫码，也没有优惠',
    '孩子问：存进银行的钱怎么会变多？',
    '带 45 套面额卡和一个存钱罐',
    '华夏银行乐清支行、清和社区',
    'We bring 45 sets of cards; no discount, no QR code, nothing to sign.',
    'The class asked how interest works.',
    'Apples cost 3 yuan each; the cheapest shop wins.',
    '',
  ])('“%s” sells nothing', (text) => {
    expect(found(text)).toEqual([]);
    expect(refuseSelling(text)).toMatchObject({ ok: true });
  });
});
