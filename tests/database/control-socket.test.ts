import { execFile } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterEach, beforeAll, describe, expect, test } from 'vitest';

import { runCommand } from '#cli/control.ts';
import { isSound } from '#db/backup-files.ts';
import { registerAllCommands } from '#server/all-commands.ts';
import { registerCommand } from '#server/commands.ts';
import { controlPath, reachServer } from '#server/control-path.ts';
import { openControlSocket } from '#server/control-socket.ts';
import { openTestDatabase, temporaryFolder } from '#tests/support/database.ts';
import { insertOrganisation } from '#tests/support/statements.ts';

beforeAll(() => {
  registerAllCommands();
  registerCommand('count', async ({ database, progress }, args) => {
    progress('counting');
    const { rows } = await database.client.execute('SELECT count(*) FROM organisations');
    return { count: rows[0]?.[0], args };
  });
  registerCommand('fail', () => Promise.reject(new Error('it went wrong')));
});

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function startServerOn(dataDir: string) {
  const database = await openTestDatabase({ dataDir });
  const nothing = { databaseUrl: '', databaseAuthToken: '' };
  const stop = await openControlSocket({ ...nothing, database, dataDir, now: () => 1 });
  stops.push(stop, () => database.close());
  return database;
}

function options(dataDir: string, lines: string[] = []) {
  return {
    dataDir,
    databaseUrl: '',
    databaseAuthToken: '',
    progress: (line: string) => void lines.push(line),
  };
}

describe('the control socket', () => {
  test('a command runs in the server that holds the file, with its progress', async () => {
    const dataDir = temporaryFolder();
    const database = await startServerOn(dataDir);
    await database.write([insertOrganisation('a')]);
    const lines: string[] = [];
    expect(await runCommand('count', ['x', '王'], options(dataDir, lines))).toEqual({
      count: 1,
      args: ['x', '王'],
    });
    expect(lines).toEqual(['counting']);
  });

  test('without a server the command takes the lock itself and gives it back', async () => {
    const dataDir = temporaryFolder();
    expect(await runCommand('count', [], options(dataDir))).toEqual({ count: 0, args: [] });
    const database = await openTestDatabase({ dataDir });
    await database.close();
  });

  test('npm run db:backup beside a running server writes a sound backup', async () => {
    const dataDir = temporaryFolder();
    await startServerOn(dataDir);
    const env = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '' };
    const { stdout } = await promisify(execFile)(process.execPath, ['src/cli/db-backup.ts'], { env });
    const path = /checked: (.*\.db)/.exec(stdout)?.[1] ?? '';
    expect(isSound(path)).toBe(true);
  });

  test('npm run db:restore beside a running server is refused', async () => {
    const dataDir = temporaryFolder();
    await startServerOn(dataDir);
    const file = join(dataDir, 'any.db');
    writeFileSync(file, '');
    const env = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '' };
    const run = promisify(execFile)(process.execPath, ['src/cli/db-restore.ts', file], { env });
    await expect(run).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('stop it first') as string,
    });
  });

  test('what went wrong in the server is told to the terminal', async () => {
    const dataDir = temporaryFolder();
    await startServerOn(dataDir);
    await expect(runCommand('fail', [], options(dataDir))).rejects.toThrow('it went wrong');
    await expect(runCommand('unknown', [], options(dataDir))).rejects.toThrow('unknown command: unknown');
  });

  test.skipIf(process.platform === 'win32')('the socket opens for its owner alone', async () => {
    const dataDir = temporaryFolder();
    await startServerOn(dataDir);
    expect(statSync(controlPath(dataDir)).mode & 0o777).toBe(0o600);
  });

  test('a folder with a long path has a socket too', async () => {
    const dataDir = join(temporaryFolder(), 'a-long-name/'.repeat(12));
    mkdirSync(dataDir, { recursive: true });
    await startServerOn(dataDir);
    expect(await runCommand('count', [], options(dataDir))).toEqual({ count: 0, args: [] });
  });

  test('the socket file of a killed server is in nobody’s way', async () => {
    const dataDir = temporaryFolder();
    const database = await openTestDatabase({ dataDir });
    writeFileSync(controlPath(dataDir), '');
    expect(await reachServer(dataDir)).toBeNull();
    const stop = await openControlSocket({
      ...{ database, dataDir, databaseUrl: '', databaseAuthToken: '' },
      now: () => 1,
    });
    stops.push(stop, () => database.close());
    expect(await runCommand('count', [], options(dataDir))).toMatchObject({ count: 0 });
  });

  test.each(['not json', '{"command":1}', '{"command":"count","args":[],"more":1}', '[]', ''])(
    'an unreadable line (%s) is refused and the server goes on',
    async (line) => {
      const dataDir = temporaryFolder();
      await startServerOn(dataDir);
      const socket = connect(controlPath(dataDir));
      socket.write(`${line}\n`);
      const answer = await new Promise<string>((resolve) =>
        socket.once('data', (data) => resolve(String(data))),
      );
      expect(JSON.parse(answer)).toHaveProperty('failed');
      expect(await runCommand('count', [], options(dataDir))).toMatchObject({ count: 0 });
    },
  );
});
