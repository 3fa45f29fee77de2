import type { HostAction } from '#domain/live-event.ts';

import type { LiveLine, LookOutcome, SendOutcome, WaitingAction, WaitingPlace } from './live-connection.ts';
import type { LiveView } from './live-view.ts';

const patienceMs = 8000;

/** The way to the server over plain requests; `locale` chooses the language of the words that come back. */
export function httpLine(id: string, locale: string): LiveLine {
  const address = `/api/live/${encodeURIComponent(id)}`;
  return {
    async send(action: HostAction): Promise<SendOutcome> {
      const response = await ask(`${address}/events?locale=${locale}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(action),
      });
      if (response?.status === 409) {
        const { problem } = (await readJson(response)) as { problem?: string };
        return { kind: problem === 'stale-version' ? 'stale' : 'refused' };
      }
      if (response?.status === 400 || response?.status === 413) return { kind: 'refused' };
      return viewOf(response);
    },
    async look(since: number | null): Promise<LookOutcome> {
      const response = await ask(`${address}?locale=${locale}${since === null ? '' : `&since=${since}`}`, {});
      if (response?.status === 204) return { kind: 'unchanged' };
      return viewOf(response);
    },
  };
}

/** Keeps what waits in this browser, so that a reload finds it; without storage it waits in memory alone. */
export function browserPlace(id: string): WaitingPlace {
  const key = `square-one.host.${id}`;
  return {
    read() {
      try {
        return JSON.parse(localStorage.getItem(key) ?? '[]') as WaitingAction[];
      } catch {
        return [];
      }
    },
    keep(actions) {
      try {
        if (actions.length === 0) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(actions));
      } catch {
        // A browser that refuses storage still has the queue in memory.
      }
    },
  };
}

async function ask(url: string, init: RequestInit): Promise<Response | null> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(patienceMs), cache: 'no-store' });
  } catch {
    return null;
  }
}

async function viewOf(
  response: Response | null,
): Promise<Extract<SendOutcome, { kind: 'view' | 'stopped' | 'away' }>> {
  if (!response) return { kind: 'away' };
  if (response.status === 401 || response.status === 403 || response.status === 404)
    return { kind: 'stopped' };
  if (!response.ok) return { kind: 'away' };
  const view = (await readJson(response)) as LiveView | null;
  return view ? { kind: 'view', view } : { kind: 'away' };
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}
