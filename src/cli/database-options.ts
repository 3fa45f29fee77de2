import { readSettings } from '#server/settings.ts';

import { projectFolder } from './project-folder.ts';

/**
 * Where the data is, from the environment, and with `--lan` that of a room's server; `args` are the terminal's
 * other arguments. A wrong setting ends the command with its sentence.
 */
export function databaseOptions(): {
  dataDir: string;
  databaseUrl: string;
  databaseAuthToken: string;
  progress: (line: string) => void;
  args: readonly string[];
} {
  const given = process.argv.slice(2);
  const lan = given.includes('--lan');
  const settings = readSettings(process.env, projectFolder, { lan, tls: false });
  if (!settings.ok) {
    const { name, zh, en } = settings.problem;
    console.error(`${name} ${zh}\n${name} ${en}`);
    process.exit(1);
  }
  const { dataDir, databaseUrl, databaseAuthToken } = settings.value;
  const args = given.filter((arg) => arg !== '--lan');
  return { dataDir, databaseUrl, databaseAuthToken, progress: (line) => console.log(line), args };
}
