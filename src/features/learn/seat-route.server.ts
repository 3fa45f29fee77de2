import type { APIContext } from 'astro';

import type { SeatPrincipal } from '#domain/permissions.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

/**
 * The seat that a request acts for. A device names the seat that its letter was written under (`x-seat`);
 * when another one sits there meanwhile, the letter is refused and waits for its own seat.
 */
export function actingSeat({ locals, request }: APIContext): Result<SeatPrincipal, 'not-signed-in'> {
  const { seat } = locals.principal;
  const named = request.headers.get('x-seat');
  return seat && (named === null || named === seat.id) ? ok(seat) : refuse('not-signed-in');
}
