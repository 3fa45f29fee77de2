import { appendFileSync, closeSync, fsyncSync, openSync, readFileSync } from 'node:fs';

import { dataPaths } from './data-dir.ts';

/** An erasure that must survive the restore of a backup from before it. */
export interface Erased {
  readonly kind: 'seat' | 'class' | 'account';
  readonly id: string;
  readonly atMs: number;
}

/**
 * Notes erasures outside the database, on disk when this returns: before the rows go, so that a crash
 * between the two leaves a note without an erasure, never an erasure that a restore would undo.
 */
export function noteErased(dataDir: string, erased: readonly Erased[]): void {
  const file = openSync(dataPaths(dataDir).erased, 'a', 0o600);
  try {
    for (const one of erased) appendFileSync(file, `${JSON.stringify(one)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Every erasure of a data folder, oldest first. A last line that a crash cut off is left out. */
export function readErased(dataDir: string): Erased[] {
  let text: string;
  try {
    text = readFileSync(dataPaths(dataDir).erased, 'utf8');
  } catch {
    return [];
  }
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    if (line === '') return [];
    try {
      return [JSON.parse(line) as Erased];
    } catch (error) {
      if (index === lines.length - 1) return [];
      throw new Error(`Line ${index + 1} of ${dataPaths(dataDir).erased} is unreadable`, { cause: error });
    }
  });
}
