import { LetterBox, thisDevice } from '#ui/letter-box.ts';

const lookEveryMs = 15_000;

let shared: { readonly liveId: string; readonly box: LetterBox } | null = null;

/** What this screen writes about the games of a live session. In the browser only. */
export function teamGameBox(liveId: string): LetterBox {
  if (shared?.liveId !== liveId) shared = { liveId, box: new LetterBox(thisDevice(), `room ${liveId}`) };
  return shared.box;
}

/**
 * Sends games that ended without a network: at once, when the network is back and every while, until the
 * function that it answers is called. A game that is sent twice counts once.
 */
export function sendWaitingGames(liveId: string): () => void {
  const box = teamGameBox(liveId);
  const send = (): void => {
    if (box.waiting().length > 0) void box.flush();
  };
  send();
  window.addEventListener('online', send);
  const looks = setInterval(send, lookEveryMs);
  return () => {
    window.removeEventListener('online', send);
    clearInterval(looks);
  };
}
