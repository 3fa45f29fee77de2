import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

import { WebSocket } from 'ws';

import { newEventId } from '#domain/event-id.ts';

import { timesOf, type DrivePlan, type Driven, type DriverWord } from './protocol.ts';

/**
 * Rooms full of pupils in a process of its own. It looks for a few letters in what it hears instead of
 * parsing it, so that it costs little beside what it measures.
 */
const planFile = process.argv[2] ?? '';
const plan = JSON.parse(readFileSync(planFile, 'utf8')) as DrivePlan;
const tell = (word: DriverWord): void => {
  process.stdout.write(`${JSON.stringify(word)}\n`);
};
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let frames = 0;
let heardView: (room: Room) => void = () => undefined;

class Client {
  readonly socket: WebSocket;
  readonly joinedMs: Promise<number>;
  kept: (isKept: boolean) => void = () => undefined;

  constructor(room: Room, id: string, as: 'play' | 'staff', cookie: string) {
    const startedMs = performance.now();
    const address = `${plan.origin.replace('http', 'ws')}/api/live/${id}/socket?as=${as}`;
    this.socket = new WebSocket(address, {
      headers: { cookie },
      origin: plan.origin,
      perMessageDeflate: false,
    });
    this.joinedMs = new Promise((resolve, reject) => {
      this.socket.on('error', reject);
      this.socket.on('close', (code) => reject(new Error(`closed with ${code}`)));
      this.socket.on('message', (data: Buffer) => {
        const start = data.subarray(0, 12).toString('latin1');
        if (start.startsWith('{"t":"beat"')) return;
        frames += 1;
        if (start.startsWith('{"t":"view"')) {
          resolve(performance.now() - startedMs);
          if (as === 'play') {
            room.seen += 1;
            heardView(room);
          }
        } else if (start.startsWith('{"t":"kept"')) this.kept(true);
        else if (start.startsWith('{"t":"refused')) this.kept(false);
      });
    });
    this.joinedMs.catch(() => undefined);
  }
}

interface Room {
  readonly id: string;
  version: number;
  /** Pupils' views heard since the last move. */
  seen: number;
  host: Client | null;
  pupils: Client[];
}

const rooms: Room[] = plan.rooms.map(({ id }) => ({ id, version: 0, seen: 0, host: null, pupils: [] }));

async function join(): Promise<number[]> {
  const all = plan.rooms.flatMap((of, index) => {
    const room = rooms[index];
    return room ? of.cookies.map((cookie) => ({ room, cookie })) : [];
  });
  for (const [index, of] of plan.rooms.entries()) {
    const room = rooms[index];
    if (!room) continue;
    room.host = new Client(room, room.id, 'staff', of.hostCookie);
    await room.host.joinedMs;
  }
  const startedMs = performance.now();
  const joins = all.map(async ({ room, cookie }, index) => {
    await pause((index / all.length) * plan.joinWithinMs - (performance.now() - startedMs));
    const client = new Client(room, room.id, 'play', cookie);
    room.pupils.push(client);
    return client.joinedMs;
  });
  return Promise.all(joins);
}

/** From the host's “next” to the last pupil of the room. */
async function move(room: Room, to: number): Promise<number> {
  room.seen = 0;
  const startedMs = performance.now();
  const done = new Promise<number>((resolve) => {
    waitingFor.set(room, () => {
      if (room.seen >= room.pupils.length) resolve(performance.now() - startedMs);
    });
  });
  act(room, { type: 'moved', to });
  const tookMs = await done;
  waitingFor.delete(room);
  return tookMs;
}

const waitingFor = new Map<Room, () => void>();
heardView = (room) => waitingFor.get(room)?.();

function act(room: Room, event: unknown): void {
  const action = { id: newEventId(Date.now(), randomBytes), version: room.version, event };
  room.version += 1;
  room.host?.socket.send(JSON.stringify({ t: 'act', action }));
}

const joinMs = timesOf(await join());
tell({ at: 'joined' });
const acknowledged: string[] = [];
let driven: Driven | undefined;
for (const { moves, question } of plan.walks) {
  const fanOuts: number[] = [];
  for (const to of moves) {
    // Teachers do not press “next” in the same moment.
    const walked = rooms.map(async (room, index) => {
      await pause((index * 1000) / rooms.length);
      fanOuts.push(await move(room, to));
    });
    await Promise.all(walked);
  }
  const step = moves.at(-1) ?? 0;
  await pause(500);
  tell({ at: 'answering' });
  await pause(200);
  const acks: number[] = [];
  let refused = 0;
  frames = 0;
  const answers = rooms.flatMap((room) =>
    room.pupils.map(async (client) => {
      await pause(Math.random() * plan.answerWithinMs);
      const id = newEventId(Date.now(), randomBytes);
      const sentMs = performance.now();
      const isKept = await new Promise<boolean>((resolve) => {
        client.kept = resolve;
        const answer = { id, step, questionId: question.id, version: question.version, chosen: 'A' };
        client.socket.send(JSON.stringify({ t: 'answer', answer }));
      });
      acks.push(performance.now() - sentMs);
      if (isKept) acknowledged.push(id);
      else refused += 1;
    }),
  );
  await Promise.all(answers);
  await pause(400);
  tell({ at: 'answered' });
  await pause(200);
  driven = {
    joinMs,
    ackMs: timesOf(acks),
    fanOutMs: timesOf(fanOuts),
    framesPerAnswer: Math.round((frames / answers.length) * 100) / 100,
    acknowledged,
    refused,
  };
}
for (const room of rooms) for (const client of [room.host, ...room.pupils]) client?.socket.terminate();
// Longer than a pipe holds: it goes into the plan's place.
writeFileSync(planFile, JSON.stringify(driven));
process.exit(0);
