import { randomBytes } from 'node:crypto';

import { WebSocket } from 'ws';

import { newEventId } from '#domain/event-id.ts';
import type { HostAction, LiveEvent } from '#domain/live-event.ts';
import type { Audience, ServerMessage } from '#features/classroom/live-protocol.ts';
import type { LiveView } from '#features/classroom/live-view.ts';
import type { PlayView } from '#features/classroom/play-view.ts';

type Of<Kind extends ServerMessage['t']> = Extract<ServerMessage, { t: Kind }>;

/** A device at a live session as a program: it says what it is told to and keeps what it hears. */
export class LiveDevice {
  readonly heard: ServerMessage[] = [];
  closedWith: number | null = null;
  readonly #socket: WebSocket;
  readonly #waiting: {
    wanted: (message: ServerMessage) => boolean;
    found: (message: ServerMessage) => void;
  }[] = [];

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as ServerMessage;
      if (message.t === 'beat') return;
      this.heard.push(message);
      for (const one of this.#waiting.splice(0)) {
        if (one.wanted(message)) one.found(message);
        else this.#waiting.push(one);
      }
    });
    socket.on('close', (code) => (this.closedWith = code));
    socket.on('error', () => undefined);
  }

  /** Connects with a cookie; rejects with the status when the server refuses the upgrade. */
  static async open(
    origin: string,
    id: string,
    as: Audience,
    cookie: string,
    options: { origin?: string } = {},
  ): Promise<LiveDevice> {
    const address = `${origin.replace('http', 'ws')}/api/live/${id}/socket?as=${as}&locale=en`;
    const socket = new WebSocket(address, { headers: { cookie }, origin: options.origin ?? origin });
    const device = new LiveDevice(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('unexpected-response', (_request, response) =>
        reject(new Error(`status ${response.statusCode}`)),
      );
      socket.once('error', reject);
    });
    return device;
  }

  /** The next message, or one that came already, that `isWanted`. */
  async hear<Kind extends ServerMessage['t']>(
    kind: Kind,
    isWanted: (message: Of<Kind>) => boolean = () => true,
  ): Promise<Of<Kind>> {
    const wanted = (message: ServerMessage): boolean => message.t === kind && isWanted(message as Of<Kind>);
    const known = this.heard.find(wanted);
    if (known) return known as Of<Kind>;
    return new Promise((found) =>
      this.#waiting.push({ wanted, found: found as (one: ServerMessage) => void }),
    );
  }

  /** The pupils' view at this version or a later one. */
  async playView(version: number): Promise<PlayView> {
    return (await this.hear('view', ({ view }) => (view as PlayView).version >= version)).view as PlayView;
  }

  async staffView(version: number): Promise<LiveView> {
    const { view } = await this.hear('view', (one) => (one.view as LiveView).session.version >= version);
    return view as LiveView;
  }

  /** Answers and hears what became of it. */
  async answer(
    step: number,
    question: { id: string; version: string },
    chosen: string,
    id = newEventId(Date.now(), randomBytes),
  ): Promise<Of<'kept'> | Of<'refused'>> {
    const before = this.heard.length;
    this.say({
      t: 'answer',
      answer: { id, step, questionId: question.id, version: question.version, chosen },
    });
    return this.#replyTo(id, before);
  }

  async act(version: number, event: LiveEvent): Promise<Of<'done'> | Of<'refused'>> {
    const action: HostAction = { id: newEventId(Date.now(), randomBytes), version, event };
    this.say({ t: 'act', action });
    return this.#replyTo(action.id, 0);
  }

  say(message: unknown): void {
    this.#socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** Waits until the server has closed, and answers its code. */
  async closed(): Promise<number> {
    if (this.closedWith !== null) return this.closedWith;
    return new Promise((resolve) => this.#socket.once('close', resolve));
  }

  /** Stops reading, as a device that sleeps. */
  pause(): void {
    this.#socket.pause();
  }

  close(): void {
    this.#socket.terminate();
  }

  async #replyTo<Reply extends ServerMessage>(id: string, before: number): Promise<Reply> {
    const wanted = (message: ServerMessage): boolean =>
      (message.t === 'kept' || message.t === 'done' || message.t === 'refused') && message.id === id;
    const known = this.heard.slice(before).find(wanted);
    if (known) return known as Reply;
    return new Promise((found) =>
      this.#waiting.push({ wanted, found: found as (one: ServerMessage) => void }),
    );
  }
}
