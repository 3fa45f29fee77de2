import { openAuthSession, type SessionCookie } from '#auth/auth-sessions.server.ts';
import type { Database } from '#db/database.ts';
import { findSeat } from '#db/queries/seats.ts';
import { offerFirstAccount } from '#features/accounts/first-account.server.ts';
import { makeAccountLink } from '#features/accounts/links.server.ts';
import { openJoinWindow } from '#features/accounts/join-window.server.ts';
import { inviteGuest } from '#features/teach/grants.server.ts';
import { startLesson } from '#features/classroom/live.server.ts';
import type { RouteSubject } from '#domain/route-rights.ts';
import { openSittings, sittingOf } from '#tests/support/sittings.ts';
import { clearVolunteer } from '#tests/support/gate.ts';
import { makeVisit } from '#tests/support/visits.ts';
import { makeAdult, makeClass, principalOf, type Adult } from '#tests/support/people.ts';

/** Everyone who may stand before a route. Class A is the teacher's; class B is the other teacher's. */
export const everyone = [
  'anonymous',
  'pupil of A',
  'pupil of B',
  'teacher of A',
  'teacher of B',
  'volunteer with A',
  'volunteer without',
  'coordinator',
  'coordinator of B',
  'administrator',
] as const;
export type Somebody = (typeof everyone)[number];

export interface Cast {
  /** A fresh session each time, so that signing out in one request disturbs no other. */
  cookieOf(somebody: Somebody): Promise<string>;
  /** The ids that stand in addresses, of A's things and of B's. */
  readonly idsOf: Readonly<Record<RouteSubject, Readonly<Record<'A' | 'B', string>>>>;
  readonly classCode: string;
  freshLinkToken(): Promise<string>;
  /** Of the link that a fresh server prints. */
  readonly firstAccountToken: string;
}

export async function gatherCast(database: Database): Promise<Cast> {
  const first = await offerFirstAccount(database);
  const adults: Partial<Record<Somebody, Adult>> = {
    'teacher of A': await makeAdult(database, 'teacher', { name: 'a' }),
    'teacher of B': await makeAdult(database, 'teacher', { name: 'b' }),
    'volunteer with A': await makeAdult(database, 'volunteer', { name: 'with', organisation: 'Bank' }),
    'volunteer without': await makeAdult(database, 'volunteer', { name: 'without', organisation: 'Bank' }),
    coordinator: await makeAdult(database, 'coordinator', { name: 'coordinator', organisation: 'Bank' }),
    'coordinator of B': await makeAdult(database, 'coordinator', {
      name: 'other',
      organisation: 'Other Bank',
    }),
    administrator: await makeAdult(database, 'administrator', {
      ...{ name: 'administrator', organisation: 'Square One' },
    }),
  };
  const adult = (somebody: Somebody): Adult => {
    const found = adults[somebody];
    if (!found) throw new Error(`${somebody} is no adult`);
    return found;
  };
  const build = async (letter: 'A' | 'B') => {
    const teacher = adult(`teacher of ${letter}`).who;
    const classId = await makeClass(database, teacher, { name: letter, seatCount: 3 });
    const opened = await openJoinWindow(database, teacher, classId, 240, Date.now());
    const wanted = { lessonId: 'LB02', minutes: 40 } as const;
    const live = await startLesson(database, teacher, classId, wanted, Date.now());
    const seat = await findSeat(database, classId, 1);
    if (!opened.ok || !live.ok || !seat) throw new Error('a class with a lesson is needed');
    return { classId, live: live.value, seatId: seat.id, code: opened.value.code };
  };
  const [a, b] = [await build('A'), await build('B')];
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  await clearVolunteer(database, adult('volunteer with A'));
  const invited = await inviteGuest(
    database,
    adult('teacher of A').who,
    a.classId,
    { email: adult('volunteer with A').email, day },
    Date.now(),
  );
  if (!invited.ok) throw new Error(invited.problem);
  await openSittings(database, [a.classId, b.classId], Date.now());
  const visitA = await makeVisit(database, {
    ...{ teacher: adult('teacher of A'), coordinator: adult('coordinator'), classId: a.classId },
    crew: [{ adult: adult('volunteer with A'), role: 'captain' }],
  });
  const visitB = await makeVisit(database, {
    ...{ teacher: adult('teacher of B'), coordinator: adult('coordinator of B'), classId: b.classId },
  });
  const granted = await principalOf(database, adult('volunteer with A').accountId);
  if (granted.account?.grants.length !== 1) throw new Error('the volunteer has a grant');

  return {
    async cookieOf(somebody) {
      if (somebody === 'anonymous') return '';
      const nowMs = Date.now();
      const open = (place: 'staff' | 'class', principalId: string): Promise<SessionCookie> =>
        openAuthSession(database, { place, principalId, device: 'test', nowMs });
      const cookie =
        somebody === 'pupil of A' || somebody === 'pupil of B'
          ? await open('class', somebody === 'pupil of A' ? a.seatId : b.seatId)
          : await open('staff', adult(somebody).accountId);
      return `${cookie.name}=${cookie.value}`;
    },
    idsOf: {
      class: { A: a.classId, B: b.classId },
      'live-session': { A: a.live, B: b.live },
      sitting: { A: sittingOf(a.classId), B: sittingOf(b.classId) },
      visit: { A: visitA, B: visitB },
    },
    classCode: a.code,
    firstAccountToken: first?.split('/').at(-1) ?? '',
    async freshLinkToken() {
      const made = { accountId: adult('coordinator').accountId, nowMs: Date.now(), keepsEarlier: true };
      const path = await makeAccountLink(database, { ...made, purpose: 'sign-in' });
      return path.split('/').at(-1) ?? '';
    },
  };
}
