import { createServer } from 'node:net';

import { describe, expect, test } from 'vitest';

import { openDatabase } from '#db/connect.ts';
import { findLiveSession } from '#db/queries/live.ts';
import { LiveRoom, type Listener } from '#features/classroom/live-room.server.ts';
import { temporaryFolder } from '#tests/support/database.ts';
import { serverBinary, startServer } from '#tests/support/libsql-server.ts';

describe.skipIf(!serverBinary)('a room whose database goes away', () => {
  test('keeps the server alive, and looks again by itself', async () => {
    const server = await startServer(temporaryFolder());
    const database = await openDatabase({ dataDir: temporaryFolder(), url: server.url });
    const unheard: unknown[] = [];
    const note = (reason: unknown): number => unheard.push(reason);
    process.on('unhandledRejection', note);
    const room = new LiveRoom(database, 'live_nowhere', () => 0);
    const listener: Listener = {
      ...{ audience: 'staff', locale: 'en', seat: null },
      send: () => undefined,
      close: () => undefined,
    };
    room.listeners.add(listener);
    await server.stop();
    // In its place somebody who hangs up, and counts who asks.
    let looks = 0;
    const silent = createServer((socket) => {
      looks += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) =>
      silent.listen(Number(new URL(server.url).port), '127.0.0.1', resolve),
    );
    await expect(findLiveSession(database, 'live_nowhere')).rejects.toThrow();

    looks = 0;
    room.hear('state');
    await expect.poll(() => looks, { timeout: 10_000 }).toBeGreaterThan(1);
    room.leave(listener);
    process.off('unhandledRejection', note);
    silent.close();
    expect(unheard).toEqual([]);
  });
});
