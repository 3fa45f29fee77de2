import type { Principal } from '#domain/permissions.ts';

export interface OwnBank {
  readonly id: string;
  readonly name: string;
}

/** The bank whose desk a coordinator sits at: the first of theirs. Null for everybody else. */
export function bankOf({ account }: Principal): OwnBank | null {
  const found = account?.memberships.find(({ role }) => role === 'coordinator');
  return found ? { id: found.organisationId, name: found.organisationName } : null;
}
