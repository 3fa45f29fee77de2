import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

import { z } from 'zod';

import { commandNamed, type CommandContext } from './commands.ts';
import { controlPath, reachServer } from './control-path.ts';

type ServerContext = Omit<CommandContext, 'progress'>;

const request = z.strictObject({
  command: z.string().max(60),
  args: z.array(z.string().max(4000)).max(50),
});

/** One line of the answer: progress any number of times, then what came of it. */
export type ControlLine = { progress: string } | { done: unknown } | { failed: string };

/**
 * Takes commands for the running server on a socket that only its owner can open. Resolves to a stop, which
 * waits for no command: their work is in the writer's queue. Where another server of the same data folder
 * already listens (two nodes on one libsql-server), that one keeps the socket.
 */
export async function openControlSocket(context: ServerContext): Promise<() => void> {
  const path = controlPath(context.dataDir);
  const other = await reachServer(context.dataDir);
  if (other) {
    other.destroy();
    return () => undefined;
  }
  // What lies there was left by a server that was killed.
  if (process.platform !== 'win32') rmSync(path, { force: true });
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    void answer(socket, context);
  });
  // The socket file is made inside listen(): from its first moment on it is its owner's alone.
  const formerMask = process.umask(0o177);
  server.listen(path);
  process.umask(formerMask);
  await once(server, 'listening');
  return () => {
    server.close();
    for (const socket of open) socket.destroy();
  };
}

async function answer(socket: Socket, context: ServerContext): Promise<void> {
  const send = (line: ControlLine) => {
    if (socket.writable) socket.write(`${JSON.stringify(line)}\n`);
  };
  for await (const line of createInterface({ input: socket })) {
    send(await run(line, { ...context, progress: (text) => send({ progress: text }) }));
    socket.end();
    return;
  }
}

async function run(line: string, context: CommandContext): Promise<ControlLine> {
  try {
    const { command, args } = request.parse(JSON.parse(line));
    const act = commandNamed(command);
    if (!act) return { failed: `unknown command: ${command}` };
    return { done: await act(context, args) };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}
