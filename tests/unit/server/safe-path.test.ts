import { describe, expect, test } from 'vitest';

import { safePath } from '#server/safe-path.ts';

describe('where a form may lead next', () => {
  test.each([
    ['/teach', '/teach'],
    ['/en/teach/classes/x?week=2', '/en/teach/classes/x?week=2'],
    ['/teach/../account', '/account'],
    ['https://evil.example/', '/fallback'],
    ['//evil.example', '/fallback'],
    ['/\\evil.example', '/fallback'],
    ['/\t/evil.example', '/fallback'],
    ['/.//evil.example', '/fallback'],
    ['javascript:alert(1)', '/fallback'],
    ['', '/fallback'],
    [null, '/fallback'],
  ])('%s leads to %s', (claimed, expected) => {
    expect(safePath(claimed, '/fallback')).toBe(expected);
  });
});
