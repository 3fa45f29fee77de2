import { backUp, KEPT_BACKUPS, type Backup, type BackupOptions } from './backup.ts';
import { listBackups } from './backup-files.ts';
import type { Database } from './database.ts';

export interface BackupSchedule extends Omit<BackupOptions, 'atMs'> {
  readonly everyMs?: number;
  readonly now: () => number;
  /** False while a class is at work in the room: the copy waits, for six hours at most. */
  readonly mayRun?: () => boolean | Promise<boolean>;
  readonly onBackup: (backup: Backup) => void;
  readonly onFailure: (error: Error) => void;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const LOOK_EVERY_MS = 5 * 60 * 1000;
const LONGEST_WAIT_MS = 6 * 60 * 60 * 1000;

/** Backs up once a day while the process runs, the first time when the latest is a day old. Returns a stop. */
export function scheduleBackups(database: Database, schedule: BackupSchedule): () => void {
  const { dataDir, everyMs = DAY_MS, now, mayRun = () => true, onBackup, onFailure } = schedule;
  let running = false;
  const look = async () => {
    const lateMs = now() - (listBackups(dataDir)[0]?.madeAtMs ?? 0) - everyMs;
    if (running || lateMs < 0) return;
    running = true;
    try {
      if (lateMs < LONGEST_WAIT_MS && !(await mayRun())) return;
      onBackup(await backUp(database, { keep: KEPT_BACKUPS, ...schedule, atMs: now() }));
    } catch (error) {
      onFailure(error instanceof Error ? error : new Error(String(error)));
    } finally {
      running = false;
    }
  };
  const timer = setInterval(() => void look(), Math.min(LOOK_EVERY_MS, everyMs));
  timer.unref();
  void look();
  return () => {
    clearInterval(timer);
  };
}
