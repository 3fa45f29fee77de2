import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { gameIds } from '#games/rules.ts';

/** Every name that content may refer to. */
export interface KnownNames {
  readonly misconceptions: readonly string[];
  readonly competencies: readonly string[];
  readonly facts: readonly string[];
  readonly games: readonly string[];
  /** Drawings of the cast: `fangfang`, and with a mood `fangfang-happy`. */
  readonly cast: readonly string[];
  /** Drawings of the lessons. */
  readonly pictures: readonly string[];
}

export function readKnownNames(
  root: string,
  written: Pick<KnownNames, 'misconceptions' | 'competencies' | 'facts'>,
): KnownNames {
  return {
    ...written,
    games: gameIds,
    cast: drawingsIn(join(root, 'src/ui/art/cast')),
    pictures: drawingsIn(join(root, 'src/ui/art/lessons')),
  };
}

function drawingsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.svg'))
      .map((file) => file.slice(0, -'.svg'.length));
  } catch {
    return [];
  }
}
