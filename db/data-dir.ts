import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { StartProblem } from './start-problem.ts';

/** Where everything of a data folder lies. */
export function dataPaths(dataDir: string) {
  return {
    database: join(dataDir, 'square-one.db'),
    backups: join(dataDir, 'backups'),
    erased: join(dataDir, 'erased.jsonl'),
  };
}

/** Makes the folder for its owner alone and proves that it can be written. Throws StartProblem. */
export function prepareDataDir(dataDir: string): void {
  const probe = join(dataDir, `.write-probe-${process.pid}`);
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    try {
      writeFileSync(probe, 'x');
    } finally {
      rmSync(probe, { force: true });
    }
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    const code = reason === 'ENOSPC' ? 'disk-full' : 'data-dir-not-writable';
    throw new StartProblem(code, { dataDir, reason }, error);
  }
}
