import { describe, expect, test } from 'vitest';

import { isWeakPassword } from '#auth/password-rules.ts';
import { hashPassword, passwordIsRight } from '#auth/passwords.server.ts';

describe('passwords', () => {
  test('a hash is argon2id with 19 MiB, two passes, one lane, and salted', async () => {
    const hash = await hashPassword('a fine long password');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await hashPassword('a fine long password')).not.toBe(hash);
  });

  test('the right password passes, in whatever form its signs were typed; others do not', async () => {
    const hash = await hashPassword('ｆｕｌｌ width 密码 é');
    expect(await passwordIsRight('full width 密码 e\u0301', hash)).toBe(true);
    expect(await passwordIsRight('full width 密码 e', hash)).toBe(false);
    expect(await passwordIsRight('anything', null)).toBe(false);
    expect(await passwordIsRight('anything', 'not a hash')).toBe(false);
  });

  test('a vector made by the reference program is understood', async () => {
    const hash = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect(await passwordIsRight('password', hash)).toBe(true);
  });

  test.each([
    ['short', true],
    ['1234567890', true],
    ['aaaaaaaaaaaa', true],
    ['teacher@example.test', true],
    ['x'.repeat(201), true],
    ['四年级的小朋友爱储蓄呀', false],
    ['correct horse battery', false],
  ])('%s is weak: %s', (password, weak) => {
    expect(isWeakPassword(password, 'teacher@example.test')).toBe(weak);
  });
});
