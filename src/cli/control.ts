import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';

import { openDatabase } from '#db/connect.ts';
import { commandNamed } from '#server/commands.ts';
import { reachServer } from '#server/control-path.ts';
import type { ControlLine } from '#server/control-socket.ts';

export interface ControlOptions {
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly databaseAuthToken: string;
  readonly progress: (line: string) => void;
}

/**
 * Runs a command in the server that holds the data folder, or in this process with the file's lock when no
 * server runs. Resolves to the command's answer; throws Error with what it said, or StartProblem.
 */
export async function runCommand(
  name: string,
  args: readonly string[],
  options: ControlOptions,
): Promise<unknown> {
  const socket = await reachServer(options.dataDir);
  if (socket) return askServer(socket, name, args, options.progress);
  const command = commandNamed(name);
  if (!command) throw new Error(`unknown command: ${name}`);
  const { dataDir, databaseUrl, databaseAuthToken } = options;
  const database = await openDatabase({ dataDir, url: databaseUrl, authToken: databaseAuthToken });
  try {
    return await command({ ...options, database, now: Date.now }, args);
  } finally {
    await database.close();
  }
}

async function askServer(
  socket: Socket,
  command: string,
  args: readonly string[],
  progress: (line: string) => void,
): Promise<unknown> {
  socket.on('error', () => socket.destroy());
  socket.write(`${JSON.stringify({ command, args })}\n`);
  for await (const text of createInterface({ input: socket })) {
    const line = JSON.parse(text) as ControlLine;
    if ('done' in line) return line.done;
    if ('failed' in line) throw new Error(line.failed);
    progress(line.progress);
  }
  throw new Error('The server ended before the command was done.');
}
