import { expect, test } from 'vitest';

import { wrapLines } from '#games/kit/wrap-lines.ts';

/** A Chinese character is two wide, everything else one. */
const measure = (part: string): number => part.length + (part.match(/[⺀-鿿！-～、。]/g)?.length ?? 0);

test.each<[string, number, string[]]>([
  ['请数三元给我。', 8, ['请数三元', '给我。']],
  ['请数三元，谢谢', 8, ['请数三', '元，谢谢']],
  ['给你 10 元，找我几元？', 10, ['给你', '10 元，找', '我几元？']],
  ['Please count out three yuan.', 12, ['Please count', 'out three', 'yuan.']],
  ['一\n二', 20, ['一', '二']],
  ['', 20, ['']],
])('%j at width %d becomes %j', (sentence, width, lines) => {
  expect(wrapLines(sentence, width, measure)).toEqual(lines);
});
