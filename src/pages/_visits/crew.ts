import { listVisitHosts } from '#db/queries/visit-booking.ts';
import type { ProblemCode } from '#domain/problems.ts';
import type { Result } from '#domain/result.ts';
import { mayOnVisit } from '#domain/permissions.ts';
import { readCapacity, type VolunteerAt } from '#features/visits/booking/capacity.server.ts';
import { readRole, staffVisit } from '#features/visits/booking/crew.server.ts';
import { addHost, removableHosts, removeHost } from '#features/visits/booking/hosts.server.ts';
import type { VisitFrame } from '#features/visits/visit-frame.ts';
import { visitPath } from '#features/visits/visit-nav.ts';
import { words } from '#i18n/index.ts';
import { dayOf } from '#i18n/school-time.ts';

import { badInput, fieldsOf, notFound, problemOf, seeOther, type PageContext } from '../_teach/frame.ts';
import { readVisitFrame } from './frame.ts';

interface CrewProps extends VisitFrame {
  readonly volunteers: readonly VolunteerAt[];
  readonly hosts: Awaited<ReturnType<typeof listVisitHosts>>;
  readonly removable: readonly string[];
  readonly isToday: boolean;
  readonly given: Readonly<Record<string, string>>;
}

/** `/visits/ID/crew`: the squad and its hosts. */
export async function crewPage(context: PageContext): Promise<CrewProps | Response> {
  const { database, locale, nowMs, principal } = context.locals;
  const before = await readVisitFrame(context, 'staff-visit');
  if (!before) return notFound();
  const { visit } = before;
  const volunteers = (await readCapacity(database, visit.bankId ?? '', [visit])).get(visit.id) ?? [];
  let problem: ProblemCode | null = null;
  let given: Readonly<Record<string, string>> = {};
  if (context.request.method === 'POST') {
    const roleFields = volunteers.map(({ accountId }) => `role-${accountId}`);
    const names = ['action', 'kind', 'name', 'contact', 'hostId', ...roleFields];
    given = ((await fieldsOf(context, names)) ?? {}) as typeof given;
    const done = await doCrewForm(context, given);
    if (done.ok) {
      // A captain may have taken themselves out.
      const still = await readVisitFrame(context, 'staff-visit');
      return seeOther(context, still ? `${visitPath(visit.id, 'crew')}?saved=1` : '/visits');
    }
    problem = problemOf(done);
  }
  const told = problem === null && context.url.searchParams.has('saved');
  const hosts = await listVisitHosts(database, visit.id);
  const mayRemove = mayOnVisit(principal, 'staff-visit', visit);
  return {
    ...before,
    ...{ problem, given, volunteers, hosts },
    told: told ? words(locale).visitBooking.crew.saved : null,
    removable: mayRemove ? removableHosts(hosts).map(({ id }) => id) : [],
    isToday: visit.day === dayOf(nowMs),
  };
}

async function doCrewForm(
  { locals, params }: PageContext,
  given: Readonly<Record<string, string>>,
): Promise<Result<null, ProblemCode>> {
  const { database, principal, nowMs } = locals;
  const id = params['id'] ?? '';
  const { action, kind, name, contact, hostId = '' } = given;
  if (action === 'staff') {
    const wanted = Object.entries(given).flatMap(([field, typed]) =>
      field.startsWith('role-') ? [[field.slice('role-'.length), readRole(typed)] as const] : [],
    );
    return staffVisit(database, principal, id, new Map(wanted), nowMs);
  }
  if (action === 'add-host') return addHost(database, principal, id, { kind, name, contact }, nowMs);
  if (action === 'remove-host') return removeHost(database, principal, id, hostId, nowMs);
  return badInput;
}
