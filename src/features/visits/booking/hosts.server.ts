import { z } from 'zod';

import { newId } from '#auth/tokens.server.ts';
import { readVisitFor } from '#auth/visit-access.server.ts';
import { refuseSelling } from '#catalogue/refuse-selling.ts';
import type { Database } from '#db/database.ts';
import {
  deleteVisitHost,
  insertVisitHost,
  listVisitHosts,
  setVisitHost,
  type VisitHost,
} from '#db/queries/visit-booking.ts';
import type { VisitRow } from '#db/queries/visits.ts';
import type { Principal, VisitPermission } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { hostKinds, mayStillChange } from '#domain/visit.ts';
import { dayOf } from '#i18n/school-time.ts';

import { keepChange } from './keep-change.server.ts';

const hostFormSchema = z.object({
  kind: z.enum(hostKinds),
  name: z.string().trim().min(1).max(60),
  contact: z.string().trim().max(60),
});

/** Another host joins the squad: a community, a village, a second bank or school, with somebody to ring. */
export async function addHost(
  database: Database,
  who: Principal,
  visitId: string,
  form: unknown,
  nowMs: number,
): Promise<Result<null, ProblemCode>> {
  const found = await readOpen(database, who, 'staff-visit', visitId);
  if (!found.ok) return found;
  const parsed = hostFormSchema.safeParse(form);
  if (!parsed.success) return refuse('bad-input');
  const honest = refuseSelling(parsed.data.name, parsed.data.contact);
  if (!honest.ok) return honest;
  const { name } = parsed.data;
  const change = { kind: 'host-added', detail: { host: [null, name] }, ...byOf(who, nowMs) } as const;
  const host = insertVisitHost(database, { id: newId('host'), visitId, ...parsed.data });
  return keepChange(database, found.value, change, {}, [host]);
}

/** A host that joined goes again. The bank and the school whose visit it is stay. */
export async function removeHost(
  database: Database,
  who: Principal,
  visitId: string,
  hostId: string,
  nowMs: number,
): Promise<Result<null, ProblemCode>> {
  const found = await readOpen(database, who, 'staff-visit', visitId);
  if (!found.ok) return found;
  const hosts = await listVisitHosts(database, visitId);
  const host = removableHosts(hosts).find(({ id }) => id === hostId);
  if (!host) return refuse('not-found');
  const change = { kind: 'host-removed', detail: { host: [host.name, null] }, ...byOf(who, nowMs) } as const;
  return keepChange(database, found.value, change, {}, [deleteVisitHost(database, hostId)]);
}

/** All but the first bank and the first school. */
export function removableHosts(hosts: readonly VisitHost[]): VisitHost[] {
  const kept = new Set(
    (['bank', 'school'] as const).map((kind) => hosts.find((host) => host.kind === kind)?.id),
  );
  return hosts.filter(({ id }) => !kept.has(id));
}

/** A host says yes; said again it changes nothing. */
export const confirmHost = markHostAs('confirmedAtMs');

/** A host is there: on the visit's day alone. */
export const signInHost = markHostAs('signedInAtMs');

function markHostAs(
  column: 'confirmedAtMs' | 'signedInAtMs',
): (
  database: Database,
  who: Principal,
  visitId: string,
  hostId: string,
  nowMs: number,
) => Promise<Result<null, ProblemCode>> {
  return async (database, who, visitId, hostId, nowMs) => {
    const found = await readVisitFor(database, who, 'change-visit', visitId);
    if (!found.ok) return found;
    const { status } = found.value;
    // A lesson may be over before the last host has signed the list.
    const isOpen = mayStillChange(status) || (column === 'signedInAtMs' && status === 'held');
    if (!isOpen) return refuse('visit-closed');
    if (column === 'signedInAtMs' && dayOf(nowMs) !== found.value.day) return refuse('not-the-day');
    const host = (await listVisitHosts(database, visitId)).find(({ id }) => id === hostId);
    if (!host) return refuse('not-found');
    if (host[column] !== null) return ok(null);
    const kind = column === 'confirmedAtMs' ? 'host-confirmed' : 'host-signed-in';
    const change = { kind, detail: { host: [null, host.name] }, ...byOf(who, nowMs) } as const;
    return keepChange(database, found.value, change, {}, [
      setVisitHost(database, hostId, { [column]: nowMs }),
    ]);
  };
}

async function readOpen(
  database: Database,
  who: Principal,
  permission: VisitPermission,
  visitId: string,
): Promise<Result<VisitRow, 'not-found' | 'visit-closed'>> {
  const found = await readVisitFor(database, who, permission, visitId);
  if (!found.ok) return found;
  return mayStillChange(found.value.status) ? ok(found.value) : refuse('visit-closed');
}

function byOf(who: Principal, nowMs: number): { byAccountId: string; atMs: number } {
  return { byAccountId: who.account?.id ?? '', atMs: nowMs };
}
