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

export interface RunningSchedule {
  /** Looks whether a backup is due, makes it, and resolves when that is done. */
  readonly look: () => Promise<void>;
  /** Ends the schedule; resolves when no backup is under way, so that the database may close. */
  readonly stop: () => Promise<void>;
}

/** Backs up once a day while the process runs, the first time when the latest is a day old. */
export function scheduleBackups(database: Database, schedule: BackupSchedule): RunningSchedule {
  const { dataDir, everyMs = DAY_MS, now, mayRun = () => true, onBackup, onFailure } = schedule;
  let underWay: Promise<void> | undefined;
  const backUpIfDue = async () => {
    const lateMs = now() - (listBackups(dataDir)[0]?.madeAtMs ?? 0) - everyMs;
    if (lateMs < 0) return;
    try {
      if (lateMs < LONGEST_WAIT_MS && !(await mayRun())) return;
      onBackup(await backUp(database, { keep: KEPT_BACKUPS, ...schedule, atMs: now() }));
    } catch (error) {
      onFailure(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const look = () => (underWay ??= backUpIfDue().finally(() => (underWay = undefined)));
  const timer = setInterval(() => void look(), Math.min(LOOK_EVERY_MS, everyMs));
  timer.unref();
  void look();
  return {
    look,
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
}
