import { describe, expect, test } from 'vitest';

import { createAuthorities } from '#auth/lucia.server.ts';
import type { Database } from '#db/database.ts';

/** No query runs while a cookie is made. */
const noDatabase = {} as Database;

describe('the cookie profile', () => {
  test('over https cookies are Secure and bound to the host', () => {
    const cookie = createAuthorities(noDatabase, true).staff.createSessionCookie('token').serialize();
    expect(cookie).toMatch(/^__Host-square-one-staff=token; .*Secure/);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
  });

  test('over plain http in a classroom they are not, or nobody could sign in', () => {
    const cookie = createAuthorities(noDatabase, false).class.createSessionCookie('token').serialize();
    expect(cookie).toMatch(/^square-one-seat=token; /);
    expect(cookie).not.toMatch(/Secure/);
    expect(cookie).toMatch(/HttpOnly/);
  });
});
