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
    writeFileSync(probe, 'x');
    rmSync(probe);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    rmSync(probe, { force: true });
    throw new StartProblem(
      reason === 'ENOSPC' ? 'disk-full' : 'data-dir-not-writable',
      { dataDir, reason },
      error,
    );
  }
}
