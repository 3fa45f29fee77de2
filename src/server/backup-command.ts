import { backUp } from '#db/backup.ts';

import type { Command } from './commands.ts';

/** `backup`: answers with the path, size and pause of a new, checked backup. */
export const backupCommand: Command = async ({ database, dataDir, databaseUrl, databaseAuthToken, now }) =>
  backUp(database, { dataDir, atMs: now(), server: { url: databaseUrl, authToken: databaseAuthToken } });
