import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { dataPaths } from '#db/data-dir.ts';

import { lostOf, migratedFolder, readStored, sleep, startAnswerServer, startLoad } from './driver.ts';
import type { FaultResult, Variant } from './variants.ts';

/** For three seconds another process asks for the file's lock, again and again, under load. */
async function intrude(variant: Variant) {
  const dataDir = await migratedFolder();
  const server = await startAnswerServer(dataDir, variant);
  const load = startLoad(server.port);
  await load.firstReply;
  const intruder = join(import.meta.dirname, 'intruder.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [
    intruder,
    dataPaths(dataDir).database,
    '3000',
  ]);
  const met = JSON.parse(stdout) as Record<string, number>;
  await load.stop();
  server.kill('SIGTERM');
  await Promise.race([server.ended, sleep(3000)]);
  server.kill('SIGKILL');
  await server.ended;
  const { ids, sound } = await readStored(dataDir);
  const busy = (server.errors().match(/BUSY|database is locked/g) ?? []).length;
  const tries = Object.values(met).reduce((sum, count) => sum + count, 0);
  return {
    intruded: met['locked'] ?? 0,
    tries,
    busy,
    sound,
    lost: lostOf(load.acknowledged, ids),
    acknowledged: load.acknowledged.length,
  };
}

/** Nobody else gets the lock and no write meets it. Control: a shared lock lets the other process in. */
export async function testOutsideLock(): Promise<FaultResult> {
  const sound = await intrude('sound');
  const shared = await intrude('shared-lock');
  return {
    name: 'another process asks for the lock for 3 s',
    ok: sound.intruded === 0 && sound.busy === 0 && sound.lost === 0 && sound.sound && sound.tries > 20,
    found: `${sound.intruded} of ${sound.tries} tries got it; ${sound.acknowledged} acknowledged, ${sound.lost} lost, ${sound.busy} busy`,
    busy: sound.busy,
    control: { name: 'a shared lock lets it in', failed: shared.intruded > 0 },
  };
}
