import { setAuthConfig } from '#auth/config.server.ts';
import { keysFrom } from '#auth/keys.server.ts';
import { findAccount } from '#db/queries/accounts.ts';
import type { Database } from '#db/database.ts';
import { readAccountPrincipal } from '#auth/principals.server.ts';
import type { Principal, Role } from '#domain/permissions.ts';
import type { PictureId } from '#domain/seat-identity.ts';
import { createAccount } from '#features/accounts/create-account.server.ts';
import { createClass } from '#features/teach/class-setup.server.ts';

/** Keys for tests; call `useTestKeys()` before anything that signs in. */
export const testKeys = keysFrom('a secret that every test may know, long enough');

export function useTestKeys(siteUrl: URL | null = null): void {
  setAuthConfig({ keys: testKeys, siteUrl });
}

export interface Adult {
  readonly accountId: string;
  readonly email: string;
  readonly password: string;
  readonly who: Principal;
}

/** An adult with one role, whose password is known to the test. */
export async function makeAdult(
  database: Database,
  role: Role,
  options: { name?: string; organisation?: string; password?: string | null } = {},
): Promise<Adult> {
  const name = options.name ?? role;
  const email = `${name}@example.test`;
  const password = options.password === undefined ? `the password of ${name}` : options.password;
  const organisation = options.organisation ?? 'School One';
  const nowMs = Date.now();
  const made = await createAccount(
    database,
    { email, displayName: name, role, organisation, demo: { password } },
    nowMs,
  );
  if (!made.ok) throw new Error(made.problem);
  return {
    accountId: made.value.accountId,
    email,
    password: password ?? '',
    who: await principalOf(database, made.value.accountId),
  };
}

/** The principal of an account as a request would see it at this moment. */
export async function principalOf(database: Database, accountId: string): Promise<Principal> {
  const account = await findAccount(database, accountId);
  if (!account) throw new Error('There is no such account.');
  return { account: await readAccountPrincipal(database, account, Date.now()), seat: null };
}

/** A class of the teacher's with its seats; answers its id. */
export async function makeClass(
  database: Database,
  teacher: Principal,
  options: { name?: string; grade?: number; seatCount?: number } = {},
): Promise<string> {
  const made = await createClass(
    database,
    teacher,
    { name: options.name ?? '四(2)', grade: options.grade ?? 4, seatCount: options.seatCount ?? 45 },
    Date.now(),
  );
  if (!made.ok) throw new Error(made.problem);
  return made.value;
}

export const threePictures: readonly PictureId[] = ['boat', 'fish', 'kite'];
export const otherPictures: readonly PictureId[] = ['kite', 'fish', 'boat'];
