// The protocol's schemas stay on the server: a pupil's device loads no schema library.
import { beatEveryMs, closedForGood, silenceMs } from './live-beat.ts';
import type { Audience, ClientMessage, ServerMessage } from './live-protocol.ts';

/** What a socket needs of its surroundings; the browser's own by default, tests pass others. */
export interface SocketWorld {
  open(): WebSocket;
  readonly random: () => number;
}

/** Waits before the first and the later tries to come back; each is scattered, so that a room does not come as one. */
const firstWaitMs = 300;
const longestWaitMs = 2500;

/**
 * A socket that comes back by itself: after a cut, a silence, a restart of the server. It knows nothing of
 * what it carries; whoever listens gets the whole state again at each opening.
 */
export class LiveSocket {
  /** Whether messages can be sent this moment. */
  isOpen = false;
  /** How many tries in a row brought nothing: after some, whoever listens asks by plain requests meanwhile. */
  failures = 0;
  readonly #world: SocketWorld;
  readonly #heard: (message: ServerMessage) => void;
  readonly #changed: () => void;
  #socket: WebSocket | null = null;
  #wanted = false;
  #waitMs = firstWaitMs;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #beat: ReturnType<typeof setInterval> | undefined;
  #lastHeard = 0;

  constructor(world: SocketWorld, heard: (message: ServerMessage) => void, changed: () => void) {
    this.#world = world;
    this.#heard = heard;
    this.#changed = changed;
  }

  start(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#open();
  }

  stop(): void {
    this.#wanted = false;
    clearTimeout(this.#retry);
    this.#drop();
  }

  /** Comes back at once, as when the network says that it is there. */
  hurry(): void {
    if (!this.#wanted || this.#socket) return;
    clearTimeout(this.#retry);
    this.#open();
  }

  /** False when it could not be sent: then it must go another way, or later. */
  send(message: ClientMessage): boolean {
    if (!this.isOpen || !this.#socket) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  #open(): void {
    let socket: WebSocket;
    try {
      socket = this.#world.open();
    } catch {
      this.#failed();
      return;
    }
    this.#socket = socket;
    socket.onopen = () => {
      this.isOpen = true;
      this.#lastHeard = performance.now();
      this.#beat = setInterval(() => this.#keepAlive(), beatEveryMs);
      this.#changed();
    };
    socket.onmessage = ({ data }: MessageEvent<string>) => {
      // Only what was heard proves a way through: some proxies open a socket and shut it again.
      this.failures = 0;
      this.#waitMs = firstWaitMs;
      this.#lastHeard = performance.now();
      const message = JSON.parse(data) as ServerMessage;
      if (message.t !== 'beat') this.#heard(message);
    };
    socket.onclose = ({ code }) => {
      if (this.#socket !== socket) return;
      this.#drop();
      if (code === closedForGood) this.#wanted = false;
      else this.#failed();
    };
  }

  #keepAlive(): void {
    if (performance.now() - this.#lastHeard > silenceMs) {
      this.#drop();
      this.#failed();
    } else this.send({ t: 'beat' });
  }

  #drop(): void {
    clearInterval(this.#beat);
    const socket = this.#socket;
    this.#socket = null;
    const wasOpen = this.isOpen;
    this.isOpen = false;
    socket?.close();
    if (wasOpen) this.#changed();
  }

  #failed(): void {
    if (!this.#wanted) return;
    this.failures += 1;
    const waitMs = this.#waitMs * (0.5 + this.#world.random());
    this.#waitMs = Math.min(longestWaitMs, this.#waitMs * 2);
    this.#retry = setTimeout(() => this.#open(), waitMs);
    this.#changed();
  }
}

/** The browser's socket to a session. */
export function browserWorld(id: string, as: Audience, locale: string): SocketWorld {
  const address = new URL(`/api/live/${encodeURIComponent(id)}/socket`, location.href);
  address.protocol = address.protocol.replace('http', 'ws');
  address.search = new URLSearchParams({ as, locale }).toString();
  return { open: () => new WebSocket(address), random: Math.random };
}
