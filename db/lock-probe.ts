import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';

import { StartProblem } from './start-problem.ts';

/** Runs in another process, because a process never meets its own file locks. */
const probe = `
  const [driver, file] = process.argv.slice(1);
  const Libsql = require(driver);
  let met = '';
  try {
    const connection = new Libsql(file);
    connection.prepare('SELECT count(*) FROM sqlite_master').get([]);
  } catch (error) {
    met = error.code;
  }
  process.stdout.write(met || 'opened');
`;

/**
 * Proves that a second process can't read the file while this one holds it: some network drives and
 * mounts take a lock and keep nobody out. Throws StartProblem `lock-not-kept`.
 */
export async function proveLockHolds(file: string): Promise<void> {
  const driver = createRequire(import.meta.url).resolve('libsql');
  const met = await promisify(execFile)(process.execPath, ['-e', probe, driver, file], { timeout: 20_000 })
    .then(({ stdout }) => stdout)
    .catch((error: unknown) => String(error));
  if (!met.startsWith('SQLITE_BUSY')) throw new StartProblem('lock-not-kept', { file, met });
}
