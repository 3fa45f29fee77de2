import { hashPassword } from '#auth/passwords.server.ts';
import { newId } from '#auth/tokens.server.ts';
import type { Database } from '#db/database.ts';
import {
  findAccountByEmail,
  findOrganisationByName,
  insertAccount,
  insertMembership,
  insertOrganisation,
} from '#db/queries/accounts.ts';
import { insertAuditEntry } from '#db/queries/audit.ts';
import type { Role } from '#domain/permissions.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

import { makeAccountLink, type LinkPurpose } from './links.server.ts';
import { normaliseEmail } from './sign-in.server.ts';

export interface NewAccount {
  readonly email: string;
  readonly displayName: string;
  readonly role: Role;
  /** Found by its name, or made. */
  readonly organisation: string;
  /** Demo accounts alone get a password here; everyone else sets it by a printed link. */
  readonly demo?: { readonly password: string | null };
}

export interface CreatedAccount {
  readonly accountId: string;
  readonly organisationId: string;
}

const organisationKinds = {
  teacher: 'school',
  volunteer: 'bank',
  coordinator: 'bank',
  administrator: 'platform',
} as const satisfies Record<Role, string>;

/** Makes an account with one role, or gives an account that exists another role. */
export async function createAccount(
  database: Database,
  made: NewAccount,
  nowMs: number,
): Promise<Result<CreatedAccount, 'bad-input'>> {
  const email = normaliseEmail(made.email);
  const name = made.organisation.trim();
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || name === '') return refuse('bad-input');
  const [known, organisation] = await Promise.all([
    findAccountByEmail(database, email),
    findOrganisationByName(database, name),
  ]);
  const accountId = known?.id ?? newId('account');
  const organisationId = organisation?.id ?? newId('organisation');
  const password = made.demo?.password ?? null;
  const passwordHash = password === null ? null : await hashPassword(password);
  const kept = await database.write([
    ...(organisation
      ? []
      : [
          insertOrganisation(database, {
            id: organisationId,
            kind: organisationKinds[made.role],
            name,
            createdAtMs: nowMs,
          }),
        ]),
    ...(known
      ? []
      : [
          insertAccount(database, {
            id: accountId,
            email,
            displayName: made.displayName.trim() || email,
            passwordHash,
            isDemo: made.demo !== undefined,
            createdAtMs: nowMs,
          }),
        ]),
    insertMembership(database, { accountId, organisationId, role: made.role }),
    insertAuditEntry(database, {
      atMs: nowMs,
      actorAccountId: null,
      action: 'account-created',
      subjectId: accountId,
    }),
  ]);
  return kept.ok ? ok({ accountId, organisationId }) : refuse('bad-input');
}

/** A link to print for an account that exists: to set a lost password (the old one works until then), or to sign in. */
export async function makeLinkByEmail(
  database: Database,
  typedEmail: string,
  purpose: LinkPurpose,
  nowMs: number,
): Promise<Result<string, 'not-found'>> {
  const account = await findAccountByEmail(database, normaliseEmail(typedEmail));
  return account
    ? ok(await makeAccountLink(database, { accountId: account.id, purpose, nowMs }))
    : refuse('not-found');
}
