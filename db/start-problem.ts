/** Why the program can't start on its data, as a closed list: each code has a sentence in src/i18n/LOCALE/start.ts. */
export type StartProblemCode =
  | 'data-dir-not-writable'
  | 'database-in-use'
  | 'lock-not-kept'
  | 'demo-in-the-open'
  | 'database-corrupt'
  | 'database-newer'
  | 'database-unreachable'
  | 'database-token-refused'
  | 'database-url-unreadable'
  | 'disk-full';

/** A start that was refused, with what the sentence names: paths, versions, the latest good backup. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';
  readonly code: StartProblemCode;
  readonly details: Readonly<Record<string, string>>;

  constructor(code: StartProblemCode, details: Readonly<Record<string, string>> = {}, cause?: unknown) {
    const named = Object.entries(details).map(([name, value]) => `${name}: ${value}`);
    super([code, ...named].join(', '), cause === undefined ? undefined : { cause });
    this.code = code;
    this.details = details;
  }
}
