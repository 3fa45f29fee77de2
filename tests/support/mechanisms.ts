import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { projectFolder } from '#cli/project-folder.ts';

/** A row of docs/mechanisms.md: what the article tells of, and where a person meets it, or what it waits for. */
export interface Mechanism {
  readonly number: number;
  readonly name: string;
  readonly who: string;
  /** An address with `{…}` places; for what is planned: lessons, games or words for what is to be built. */
  readonly target: string;
  /** Text that stands there; '' for what is planned. */
  readonly text: string;
}

const file = join(projectFolder, 'docs/mechanisms.md');

/** The rows of the document's table, in order; throws on a line that is no whole row. */
export function readMechanisms(document = readFileSync(file, 'utf8')): readonly Mechanism[] {
  return document
    .split('\n')
    .filter((line) => /^\| *\d+ *\|/.test(line))
    .map((line) => {
      const [number, name, who, target, text, ...rest] = line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim().replaceAll('`', ''));
      if (!name || !who || !target || text === undefined || rest.length > 0)
        throw new Error(`No whole row: ${line}`);
      return { number: Number(number), name, who, target, text };
    });
}

export function isPlanned({ who }: Mechanism): boolean {
  return who === 'planned';
}

/** How many the document's own words call planned. */
export function saidPlanned(document = readFileSync(file, 'utf8')): number {
  return Number(/(\d+) are planned/.exec(document)?.[1]);
}
