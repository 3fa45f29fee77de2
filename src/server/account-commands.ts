import { parseArgs } from 'node:util';

import { isRole, roles } from '#domain/permissions.ts';
import { createAccount, makeLinkByEmail } from '#features/accounts/create-account.server.ts';
import { makeAccountLink } from '#features/accounts/links.server.ts';

import type { Command } from './commands.ts';
import { runsAt } from './public-address.ts';

/** What both commands answer: the link's address without the site, whose it is, and where the server runs, if one does. */
export interface AccountLinkAnswer {
  readonly email: string;
  readonly path: string;
  readonly runsAt: string | null;
}

const createUsage = `--email name@school.cn --role ${roles.join('|')} --organisation 学校或银行 [--name 称呼]`;

/** `account:create`: makes the account, or adds the role to it, and a one-time link that sets its password. */
export const accountCreateCommand: Command = async ({ database, now }, args) => {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { email: text, role: text, organisation: text, name: text },
  });
  const { email = '', role = '', organisation = '', name = '' } = values;
  if (!email || !organisation || !isRole(role)) throw new Error(createUsage);
  const made = await createAccount(database, { email, displayName: name, role, organisation }, now());
  if (!made.ok) throw new Error(createUsage);
  const { accountId } = made.value;
  const path = await makeAccountLink(database, { accountId, purpose: 'set-password', nowMs: now() });
  return { email, path, runsAt: runsAt() } satisfies AccountLinkAnswer;
};

/** `account:link`: a one-time link for a lost password, or with `--sign-in` one that only signs in. */
export const accountLinkCommand: Command = async ({ database, now }, args) => {
  const { values } = parseArgs({
    args: [...args],
    options: { email: { type: 'string' }, 'sign-in': { type: 'boolean' } },
  });
  const { email = '' } = values;
  if (!email) throw new Error('--email name@school.cn [--sign-in]');
  const made = await makeLinkByEmail(database, email, values['sign-in'] ? 'sign-in' : 'set-password', now());
  if (!made.ok) throw new Error(`没有这个账号。 There is no account ${email}.`);
  return { email, path: made.value, runsAt: runsAt() } satisfies AccountLinkAnswer;
};
