import type { LiveAnswer } from '#domain/live-event.ts';
import type { ProblemCode } from '#domain/problems.ts';

import type { AnswerOutcome, AnswerPlace, RoomOutcome } from './play-connection.ts';
import type { OwnAnswers, PlayView } from './play-view.ts';

const patienceMs = 8000;

/** What a device asks by plain requests; every one says whose it is, so that no seat acts for another. */
export function playRequests(id: string, locale: string, seatKey: string) {
  const address = `/api/play/${encodeURIComponent(id)}`;
  const ask = async (path: string, init: RequestInit): Promise<unknown> => {
    try {
      const response = await fetch(path, {
        ...init,
        headers: { 'content-type': 'application/json', 'x-seat': seatKey },
        signal: AbortSignal.timeout(patienceMs),
        cache: 'no-store',
      });
      return (await response.json()) as unknown;
    } catch {
      return null;
    }
  };
  return {
    async post(answer: LiveAnswer): Promise<AnswerOutcome> {
      const body = JSON.stringify(answer);
      const reply = (await ask(`${address}/answers`, { method: 'POST', body })) as Reply<{ chosen: string }>;
      const chosen = reply?.chosen;
      return refusalOf(reply) ?? (typeof chosen === 'string' ? { kind: 'kept', chosen } : { kind: 'away' });
    },
    async look(since: number | null): Promise<RoomOutcome> {
      const query = `?locale=${locale}${since === null ? '' : `&since=${since}`}`;
      const reply = (await ask(address + query, {})) as Reply<{ view: PlayView | null; mine: OwnAnswers }>;
      const refusal = refusalOf(reply);
      if (refusal || !reply?.mine) return refusal ?? { kind: 'away' };
      return { kind: 'room', view: reply.view ?? null, mine: reply.mine };
    },
  };
}

type Reply<Value> = (Partial<Value> & { readonly problem?: ProblemCode }) | null;

function refusalOf(reply: Reply<unknown>): Exclude<AnswerOutcome, { kind: 'kept' }> | null {
  if (reply === null) return { kind: 'away' };
  return reply.problem ? { kind: 'refused', problem: reply.problem } : null;
}

/** This browser's storage under the seat: another pupil at the same device never sends or loses it. */
export function answerPlace(id: string, seatKey: string): AnswerPlace {
  const key = `square-one.play.${seatKey}.${id}`;
  return {
    read() {
      try {
        return JSON.parse(localStorage.getItem(key) ?? '[]') as LiveAnswer[];
      } catch {
        return [];
      }
    },
    keep(answers) {
      try {
        if (answers.length === 0) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(answers));
      } catch {
        // A browser that refuses storage still has the answers in memory.
      }
    },
  };
}
