import type { PersonLine } from './people.server.ts';

/** Where somebody stands, in one word. */
export function stateOf(
  { isClosed, missing, gate }: PersonLine,
  nowMs: number,
): 'closed' | 'cleared' | 'waiting' | 'lapsed' | 'learning' {
  if (isClosed) return 'closed';
  if (missing.length === 0) return 'cleared';
  if (missing.some((step) => step !== 'clearance')) return 'learning';
  const until = gate?.clearedUntilMs ?? null;
  return until !== null && until < nowMs ? 'lapsed' : 'waiting';
}
