import type { Database } from '#db/database.ts';

/** What a command gets: the open database, whether a server holds it or the command opened it itself. */
export interface CommandContext {
  readonly database: Database;
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly databaseAuthToken: string;
  readonly now: () => number;
  /** Tells the terminal how far the work is, one line at a time. */
  readonly progress: (line: string) => void;
}

/** Arguments come over a socket: each command reads them strictly. The answer must be JSON. */
export type Command = (context: CommandContext, args: readonly string[]) => Promise<unknown>;

const commands = new Map<string, Command>();

export function registerCommand(name: string, command: Command): void {
  if (commands.has(name)) throw new Error(`Two commands are called ${name}`);
  commands.set(name, command);
}

export function commandNamed(name: string): Command | undefined {
  return commands.get(name);
}
