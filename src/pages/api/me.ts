import { ok } from '#domain/result.ts';
import { findRoomOfSeat } from '#features/classroom/play.server.ts';
import { apiRoute } from '#server/api-route.ts';

export const prerender = false;

/** Who sits at this device: the seat and the adult, each or both or neither; and the room that the seat's class is in. */
export const GET = apiRoute({
  handle: async ({ locals }) => {
    const { database, nowMs, principal } = locals;
    const { seat, account } = principal;
    return ok({
      seat: seat && {
        // What a device files unsent answers under, so that they never go out under another seat.
        key: seat.id,
        number: seat.number,
        className: seat.className,
        grade: seat.grade,
        character: seat.character,
        counted: seat.number > 0,
        place: seat.place,
      },
      room: seat && (await findRoomOfSeat(database, seat, nowMs)),
      account: account && {
        displayName: account.displayName,
        roles: [...new Set(account.memberships.map(({ role }) => role))],
      },
    });
  },
});
