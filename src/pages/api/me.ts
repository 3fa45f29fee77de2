import { ok } from '#domain/result.ts';
import { apiRoute } from '#server/api-route.ts';

export const prerender = false;

/** Who sits at this device: the seat and the adult, each or both or neither. */
export const GET = apiRoute({
  handle: ({ locals }) => {
    const { seat, account } = locals.principal;
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
      account: account && {
        displayName: account.displayName,
        roles: [...new Set(account.memberships.map(({ role }) => role))],
      },
    });
  },
});
