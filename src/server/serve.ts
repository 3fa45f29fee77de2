import type { Server } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import pino from 'pino';

import { forgetExpiredSessions } from '#auth/auth-sessions.server.ts';
import { setAuthConfig } from '#auth/config.server.ts';
import { loadKeys } from '#auth/keys.server.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import { projectFolder } from '#cli/project-folder.ts';
import { openDatabase } from '#db/connect.ts';
import { setDatabase, type Database } from '#db/database.ts';
import { watchDiskSpace } from '#db/disk-space.ts';
import { countAccounts } from '#db/queries/accounts.ts';
import { countOpenLiveSessions } from '#db/queries/live.ts';
import { scheduleBackups } from '#db/schedule-backups.ts';
import { StartProblem } from '#db/start-problem.ts';
import { emptyOldQuestions } from '#features/visits/questions/questions.server.ts';
import { recordQuestionVersions } from '#record/question-versions.server.ts';

import { registerAllCommands } from './all-commands.ts';
import { openControlSocket } from './control-socket.ts';
import { watchHealth } from './health.ts';
import { closeGracefully, createHttpServer, type AstroHandler } from './http-server.ts';
import { loadLanCertificate } from './lan-certificate.ts';
import { lanHosts, ownOrigin, setListening, type Listening } from './public-address.ts';
import type { Settings } from './settings.ts';
import { openLive } from './live.ts';
import { readStaticFiles } from './static-files.ts';

/** The exit code that asks the launcher to start the server again: storage failed, nothing was lost. */
const restartCode = 75;

/** Longest time from SIGTERM to the end of the process, in milliseconds. */
const graceMs = 4000;
/** A live session that began earlier was left open, not held. */
const longestLessonMs = 3 * 60 * 60 * 1000;

/** How often sessions that ran out and words of questions that are 30 days old are forgotten. */
const sweepEveryMs = 60 * 60 * 1000;

export interface Running {
  readonly server: Server | SecureServer;
  readonly database: Database;
  /** Where a browser on this computer finds the site. */
  readonly address: string;
  readonly listening: Listening;
  stop(): Promise<void>;
}

/** Headers of every static file; the pages' own content policy stands in their head. */
const staticHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'content-security-policy': "frame-ancestors 'self'",
};

/**
 * Opens everything and listens. Throws StartProblem (data) or an error of `listen` (port taken).
 *
 * @param beforeListening runs on the open database while nobody is served: demo data.
 */
export async function serve(
  settings: Settings,
  beforeListening: (database: Database) => Promise<void> = () => Promise.resolve(),
): Promise<Running> {
  const log = pino({ level: process.env['LOG_LEVEL'] ?? 'info' });
  const database = await openDatabase({
    url: settings.databaseUrl,
    authToken: settings.databaseAuthToken,
    dataDir: settings.dataDir,
    onFatal(error) {
      log.fatal({ message: error.message }, 'storage failed; no write is acknowledged any more');
      process.exit(restartCode);
    },
  });
  setDatabase(database);
  const health = watchHealth(Date.now());
  if (!settings.demo) await refuseDemoAccounts(database, settings.dataDir);
  const { siteUrl, host, tls } = settings;
  setAuthConfig({ keys: loadKeys(settings.dataDir, settings.secretKey), siteUrl, speaksTls: tls });
  await recordQuestionVersions(database, await loadCatalogue(), Date.now());
  await beforeListening(database);
  await emptyOldQuestions(database, Date.now());

  const files = readStaticFiles(
    join(projectFolder, 'dist/client'),
    join(projectFolder, 'dist/compressed'),
    staticHeaders,
  );
  const entry = pathToFileURL(join(projectFolder, 'dist/server/entry.mjs')).href;
  const { handler } = (await import(entry)) as { handler: AstroHandler };
  const certificate = tls ? await loadLanCertificate(settings.dataDir, lanHosts(host), Date.now()) : null;
  const server = createHttpServer(files, handler, certificate);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const listening = { host, port, secure: tls };
  setListening(listening);
  const live = await openLive(server, database, settings.redisUrl, log);
  const { dataDir, databaseUrl, databaseAuthToken } = settings;
  const now = (): number => Date.now();
  registerAllCommands();
  const closeControl = await openControlSocket({ database, dataDir, databaseUrl, databaseAuthToken, now });
  const disk = watchDiskSpace(dataDir, ({ low, freeBytes }) => {
    health.diskIsLow = low;
    if (low) log.warn({ freeBytes }, 'the disk is nearly full: make room before the next lesson');
  });
  const backups = scheduleBackups(database, {
    dataDir,
    now,
    ...(databaseUrl ? { server: { url: databaseUrl, authToken: databaseAuthToken } } : {}),
    mayRun: async () => (await countOpenLiveSessions(database, now() - longestLessonMs)) === 0,
    onBackup: ({ path, pauseMs }) => log.info({ path, pauseMs }, 'backed up'),
    onFailure: ({ message }) => log.error({ message }, 'the backup failed'),
  });
  const forget = (): void => {
    forgetExpiredSessions(database).catch((error: unknown) => log.error(error, 'sessions were not swept'));
    emptyOldQuestions(database, now()).catch((error: unknown) =>
      log.error(error, 'questions were not emptied'),
    );
  };
  const sweep = setInterval(forget, sweepEveryMs).unref();
  const address = ownOrigin(listening);
  log.info({ files: files.count }, `listening on ${address}`);
  return {
    server,
    database,
    address,
    listening,
    async stop() {
      clearInterval(sweep);
      closeControl();
      disk.stop();
      await live.stop();
      await Promise.all([closeGracefully(server, graceMs), backups.stop()]);
      await database.close();
    },
  };
}

/** Demo accounts have known names, and links that were printed: they stay on the computer that made them. */
async function refuseDemoAccounts(database: Database, dataDir: string): Promise<void> {
  if ((await countAccounts(database)).demo === 0) return;
  await database.close();
  throw new StartProblem('demo-in-the-open', { dataDir });
}
