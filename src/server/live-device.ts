import type { Logger } from 'pino';
import type { RawData, WebSocket } from 'ws';

import { readPresence } from '#auth/auth-sessions.server.ts';
import { isDatabaseDown, isStorageRefused, type Database } from '#db/database.ts';
import { mayOnClass, type Principal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import type { Result } from '#domain/result.ts';
import type { Locale } from '#domain/text.ts';
import { findLive, type LiveAccess } from '#features/classroom/live-access.server.ts';
import {
  beatEveryMs,
  clientMessageSchema,
  closedForGood,
  silenceMs,
  type Audience,
  type ClientMessage,
  type ServerMessage,
} from '#features/classroom/live-protocol.ts';
import { encode, type Listener, type LiveRoom } from '#features/classroom/live-room.server.ts';
import type { LiveRooms } from '#features/classroom/live-rooms.server.ts';
import { actOnLive } from '#features/classroom/live.server.ts';
import { answerInRoom, enterRoom } from '#features/classroom/play.server.ts';

/** What waits for a slow reader at most, in bytes; beyond it the socket is cut, and the device comes back for the state. */
const mostWaitingBytes = 512 * 1024;
/** Messages a second that a person's device can need. */
const mostMessages = 30;
/**
 * How often a socket's sign-in is looked at again, so that a revoked one ends: an adult's at every watch, since
 * a volunteer's access is taken back at once; the many seats' now and then.
 */
const recheckEveryMs = { staff: 900, seat: 20_000 } as const;

/** Where a connection came in. */
export interface Doorway {
  readonly id: string;
  readonly audience: Audience;
  readonly locale: Locale;
  readonly cookie: string;
  readonly database: Database;
  readonly rooms: LiveRooms;
  readonly now: () => number;
  readonly log: Pick<Logger, 'error'>;
}

/** One device at one session: checks what it says, and shows it its own view. */
export class LiveDevice implements Listener {
  /** Who shares a limit: a seat in a session, or the session's staff. */
  readonly holder: string;
  readonly audience: Audience;
  readonly locale: Locale;
  readonly seat: number | null;
  readonly #socket: WebSocket;
  readonly #door: Doorway;
  readonly #room: LiveRoom;
  #principal: Principal;
  #heardAtMs: number;
  #checkedAtMs: number;
  #beatAtMs: number;
  #messages = 0;

  constructor(socket: WebSocket, door: Doorway, principal: Principal) {
    const { audience, locale, id, rooms } = door;
    this.#socket = socket;
    this.#door = door;
    this.#principal = principal;
    this.#room = rooms.hold(id);
    this.audience = audience;
    this.locale = locale;
    this.seat = audience === 'play' ? (principal.seat?.number ?? null) : null;
    this.holder = audience === 'play' ? `${id} ${principal.seat?.id ?? ''}` : `${id} staff`;
    this.#heardAtMs = this.#checkedAtMs = this.#beatAtMs = door.now();
    socket.on('message', (data, isBinary) => this.#hear(data, isBinary));
    socket.on('close', () => {
      this.#room.leave(this);
      rooms.letGo(this.#room);
    });
    // What arrives too large or malformed closes the socket by itself; the device comes back.
    socket.on('error', () => undefined);
  }

  get isStaff(): boolean {
    return this.audience === 'staff';
  }

  /** Lets the device in and shows it the room, or says why not. */
  async start(): Promise<void> {
    try {
      const entered = await this.#enter();
      if (!entered.ok) this.close(entered.problem);
      else await Promise.all([this.#room.join(this, entered.value), entered.value.noted]);
    } catch (error) {
      this.#fail(error);
    }
  }

  async #enter(): Promise<Result<LiveAccess & { noted?: Promise<void> }, ProblemCode>> {
    const { database, id, now } = this.#door;
    if (this.isStaff) return findLive(database, this.#principal, 'run-lesson', id, now());
    const entered = await enterRoom(database, this.#principal, id, now());
    if (entered.ok) this.#say({ t: 'mine', mine: entered.value.mine });
    return entered;
  }

  send(message: Buffer): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > mostWaitingBytes) this.#socket.terminate();
    else this.#socket.send(message, { binary: false });
  }

  close(problem: ProblemCode): void {
    this.#say({ t: 'closed', problem });
    this.#socket.close(problem === 'database-down' ? 1013 : closedForGood);
  }

  giveWay(): void {
    this.close('opened-elsewhere');
  }

  goAway(): void {
    this.#socket.close(1012);
  }

  #beat(nowMs: number): void {
    this.#beatAtMs = nowMs;
    this.#messages = 0;
    if (nowMs - this.#heardAtMs > silenceMs) this.#socket.terminate();
    else this.send(beatMessage);
  }

  /** Every second: a right that ran out or was taken back ends here too; a seat's sign-in, a little later. */
  watch(): void {
    const nowMs = this.#door.now();
    // Each counts from its own coming in, so that a full house does not beat as one.
    if (nowMs - this.#beatAtMs >= beatEveryMs) this.#beat(nowMs);
    const recheckMs = recheckEveryMs[this.isStaff ? 'staff' : 'seat'];
    if (nowMs - this.#checkedAtMs >= recheckMs) void this.#recheck(nowMs);
    else if (!this.#mayStay(nowMs)) this.close('not-found');
  }

  async #recheck(nowMs: number): Promise<void> {
    const { database, cookie } = this.#door;
    try {
      this.#checkedAtMs = nowMs;
      const { principal } = await readPresence(database, cookie, nowMs);
      const isSame = this.isStaff || principal.seat?.id === this.#principal.seat?.id;
      this.#principal = principal;
      if (!isSame || !this.#mayStay(nowMs)) this.close('not-found');
    } catch {
      // The database is away for a moment: the next second asks again.
    }
  }

  #hear(data: RawData, isBinary: boolean): void {
    this.#heardAtMs = this.#door.now();
    this.#messages += 1;
    const message = isBinary ? null : readMessage(data);
    if (!message || this.#messages > mostMessages * beatSeconds) this.#socket.close(1008);
    else if (message.t === 'answer') void this.#answer(message.answer);
    else if (message.t === 'act') void this.#act(message.action);
  }

  #mayStay(nowMs: number): boolean {
    const itsClass = this.#room.class;
    const permission = this.isStaff ? 'run-lesson' : 'play-live';
    return itsClass === null || mayOnClass(this.#principal, permission, itsClass, nowMs);
  }

  async #answer(answer: Extract<ClientMessage, { t: 'answer' }>['answer']): Promise<void> {
    const { id, step } = answer;
    const { database, now } = this.#door;
    const { seat } = this.#principal;
    const { lesson } = this.#room;
    if (this.isStaff || !seat || !lesson) {
      this.#say({ t: 'refused', id, problem: 'not-found' });
      return;
    }
    try {
      const kept = await answerInRoom(database, seat, lesson, answer, now());
      this.#say(
        kept.ok
          ? { t: 'kept', id, step, chosen: kept.value.chosen }
          : { t: 'refused', id, problem: kept.problem },
      );
    } catch (error) {
      this.#fail(error, id);
    }
  }

  async #act(action: Extract<ClientMessage, { t: 'act' }>['action']): Promise<void> {
    const { id } = action;
    const { database, now } = this.#door;
    if (!this.isStaff) {
      this.#say({ t: 'refused', id, problem: 'not-found' });
      return;
    }
    try {
      const done = await actOnLive(database, this.#principal, this.#door.id, action, this.locale, now());
      this.#say(done.ok ? { t: 'done', id } : { t: 'refused', id, problem: done.problem });
    } catch (error) {
      this.#fail(error, id);
    }
  }

  #fail(error: unknown, id?: string): void {
    const problem = isStorageRefused(error)
      ? 'storage-refused'
      : isDatabaseDown(error)
        ? 'database-down'
        : null;
    if (!problem) this.#door.log.error(error, 'a live message failed');
    if (id !== undefined) this.#say({ t: 'refused', id, problem: problem ?? 'storage-refused' });
    else this.#socket.close(1011);
  }

  #say(message: ServerMessage): void {
    this.send(encode(message));
  }
}

const beatMessage = encode({ t: 'beat' });
const beatSeconds = 10;

function readMessage(data: RawData): ClientMessage | null {
  try {
    // eslint-disable-next-line @typescript-eslint/no-base-to-string -- ws hands text frames over as one Buffer
    return clientMessageSchema.safeParse(JSON.parse(data.toString())).data ?? null;
  } catch {
    return null;
  }
}
