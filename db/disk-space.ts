import { statfs } from 'node:fs/promises';

export interface DiskSpace {
  readonly freeBytes: number;
  readonly totalBytes: number;
  /** Too little for a backup and a term's answers: somebody has to make room. */
  readonly low: boolean;
}

/** A class writes some 20 MB a year; a backup needs the whole file once more. */
const LOW_DISK_BYTES = 512 * 1024 * 1024;

async function diskSpace(folder: string, lowBytes = LOW_DISK_BYTES): Promise<DiskSpace> {
  const { bavail, blocks, bsize } = await statfs(folder);
  const freeBytes = bavail * bsize;
  return { freeBytes, totalBytes: blocks * bsize, low: freeBytes < lowBytes };
}

export interface DiskWatch {
  /** What was seen last; null before the first look. */
  readonly latest: () => DiskSpace | null;
  readonly stop: () => void;
}

/** Looks at the disk every minute and tells when it becomes low, and when it is well again. */
export function watchDiskSpace(
  folder: string,
  onChange: (space: DiskSpace) => void,
  { everyMs = 60_000, lowBytes = LOW_DISK_BYTES } = {},
): DiskWatch {
  let latest: DiskSpace | null = null;
  const look = async () => {
    const space = await diskSpace(folder, lowBytes).catch(() => null);
    if (space === null) return;
    const changed = space.low !== (latest?.low ?? false);
    latest = space;
    if (changed) onChange(space);
  };
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  void look();
  return {
    latest: () => latest,
    stop: () => {
      clearInterval(timer);
    },
  };
}
