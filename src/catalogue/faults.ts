import { nearestName } from './nearest.ts';

/** Something wrong in content/, with the place where an author mends it. */
export interface ContentFault {
  /** From the project's folder: `content/facts.yaml`. */
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** Gathers every fault of one reading, so that an author sees them all at once. */
export class FaultList {
  readonly faults: ContentFault[] = [];

  add(file: string, line: number, message: string): void {
    this.faults.push({ file, line, message });
  }

  /** Notes a fault unless `name` is known; says the nearest right name. */
  expectKnown(
    place: { file: string; line: number },
    what: string,
    name: string,
    known: Iterable<string>,
  ): boolean {
    const names = [...known];
    if (names.includes(name)) return true;
    const nearest = nearestName(name, names);
    this.add(
      place.file,
      place.line,
      `unknown ${what} “${name}”.${nearest ? ` Did you mean “${nearest}”?` : ''}`,
    );
    return false;
  }
}

export function faultSentence(fault: ContentFault): string {
  return `${fault.file}:${fault.line}: ${fault.message}`;
}

export class ContentBroken extends Error {
  override readonly name = 'ContentBroken';
  readonly faults: readonly ContentFault[];

  constructor(faults: readonly ContentFault[]) {
    super(`The content has ${faults.length} fault(s):\n${faults.map(faultSentence).join('\n')}`);
    this.faults = faults;
  }
}
