import type { APIContext } from 'astro';

import { readClassFor } from '#auth/class-access.server.ts';
import type { ClassRow } from '#db/queries/classes.ts';
import { mayOnClass, type ClassPermission } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { refuse, type Result } from '#domain/result.ts';
import type { ClassFrame, JoinAddress } from '#features/teach/screens.ts';
import { pagePath } from '#i18n/index.ts';
import { publicAddress } from '#server/public-address.ts';
import { readForm } from '#server/request-body.ts';
import { z } from 'zod';

/** What a page needs of Astro: an APIContext and the `Astro` of a page both fit. */
export type PageContext = Pick<APIContext, 'locals' | 'params' | 'request' | 'url' | 'redirect' | 'cookies'>;

/** The frame of a class's page with the class's whole row. */
export type Frame = ClassFrame & { readonly class: ClassRow };

export function nameOf({ locals }: PageContext): string {
  return locals.principal.account?.displayName ?? '';
}

export function notFound(): Response {
  return new Response(null, { status: 404 });
}

/** The class of the address with the page's frame; null where the middleware's check no longer holds. */
export async function readFrame(
  context: PageContext,
  permission: ClassPermission,
  outcome: { problem?: ProblemCode | null; told?: string | null } = {},
): Promise<Frame | null> {
  const { database, locale, principal, nowMs } = context.locals;
  const found = await readClassFor(database, principal, permission, context.params['id'] ?? '', nowMs);
  if (!found.ok) return null;
  return {
    locale,
    signedInAs: nameOf(context),
    isOwner: mayOnClass(principal, 'manage-class', found.value, nowMs),
    class: found.value,
    problem: outcome.problem ?? null,
    told: outcome.told ?? null,
  };
}

/** The fields of a form, any of these names and no other; null when it cannot be read. */
export async function fieldsOf<Name extends string>(
  { request }: PageContext,
  names: readonly Name[],
): Promise<Partial<Record<Name, string>> | null> {
  const shape = Object.fromEntries(names.map((name) => [name, z.string().max(300).optional()]));
  const form = await readForm(request, z.strictObject(shape));
  return form.ok ? (form.value as Partial<Record<Name, string>>) : null;
}

/** After a form was taken: to the page, so that a reload sends nothing twice. */
export function seeOther(context: PageContext, path: string): Response {
  return context.redirect(pagePath(context.locals.locale, path), 303);
}

export function problemOf(result: Result<unknown, ProblemCode>): ProblemCode | null {
  return result.ok ? null : result.problem;
}

export const badInput = refuse('bad-input' as const);

/** Where pupils type the class code, for a QR code or in print, and whether their devices get there. */
export function joinAddressOf({ url }: PageContext): JoinAddress {
  const { origin, reach } = publicAddress(url);
  return { joinAddress: new URL('/join', origin).href, reach };
}
