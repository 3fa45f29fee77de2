import type { LiveEvent } from '#domain/live-event.ts';
import type { LiveSession } from '#domain/live-session.ts';

import type { LineState } from './live-connection.ts';
import type { LiveView } from './live-view.ts';

/** What a host's screen needs to know and to do: of a room that is followed, or of a rehearsal. */
export interface HostScreen {
  readonly view: LiveView;
  /** The session as this screen shows it, with what is still on its way. */
  readonly session: LiveSession;
  readonly line: LineState;
  readonly lostCounts: number;
  readonly nowMs: number;
  act(event: LiveEvent): void;
}
