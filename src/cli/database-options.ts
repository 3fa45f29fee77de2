import { readSettings } from '#server/settings.ts';

import { projectFolder } from './project-folder.ts';

/** Where the data is, from the environment; a wrong setting ends the command with its sentence. */
export function databaseOptions(): {
  dataDir: string;
  databaseUrl: string;
  databaseAuthToken: string;
  progress: (line: string) => void;
} {
  const settings = readSettings(process.env, projectFolder);
  if (!settings.ok) {
    const { name, zh, en } = settings.problem;
    console.error(`${name} ${zh}\n${name} ${en}`);
    process.exit(1);
  }
  const { dataDir, databaseUrl, databaseAuthToken } = settings.value;
  return { dataDir, databaseUrl, databaseAuthToken, progress: (line) => console.log(line) };
}
