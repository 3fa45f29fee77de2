import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { projectFolder } from '#cli/project-folder.ts';

/** The real server of the built site in a process of its own, on a port and a data folder of its own. */
export interface Site {
  readonly origin: string;
  readonly dataDir: string;
  readonly process: ChildProcess;
  /** What it printed on both streams. */
  readonly output: () => string;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/**
 * @param env replaces single settings; `DATA_DIR` given: the folder is kept at stop, so that a second start
 *   finds what the first one stored.
 */
export async function startSite(
  env: Record<string, string> = {},
  program = 'src/server/main.ts',
  args: readonly string[] = [],
): Promise<Site> {
  const dataDir = env['DATA_DIR'] ?? mkdtempSync(join(tmpdir(), 'square-one-'));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], {
    cwd: projectFolder,
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const origin = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const line = /(?:listening on|is running:) (https?:\/\/\S+)/.exec(output);
      if (line?.[1]) resolve(line[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('exit', (code) => reject(new Error(`The server stopped with ${code}:\n${output}`)));
  });
  return {
    origin,
    dataDir,
    process: child,
    output: () => output,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      const code = await exited;
      if (env['DATA_DIR'] === undefined) rmSync(dataDir, { recursive: true, force: true });
      return code;
    },
  };
}

/** A site as a fresh `npm start` leaves it: demo school, fixed password, pupils' work already in it. */
export interface DemoSite extends Site {
  readonly password: string;
  readonly classCode: string;
}

export async function startDemoSite(env: Record<string, string> = {}): Promise<DemoSite> {
  const password = 'shown in tests only';
  const site = await startSite({ DEMO_PASSWORD: password, ...env }, 'src/cli/start.ts');
  const classCode = /\/join\/([A-Z0-9]{6})/.exec(site.output())?.[1];
  if (!classCode) throw new Error(`The start named no class code:\n${site.output()}`);
  return { ...site, password, classCode };
}
