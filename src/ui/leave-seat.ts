import { forgetAll } from './page-memory.ts';

/** “Not me”: this device lets go of its seat. What waits in its outbox stays, under its seat. */
export async function leaveSeat(joinHref: string): Promise<void> {
  try {
    await fetch('/api/leave', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
  } finally {
    forgetAll();
    location.assign(joinHref);
  }
}
