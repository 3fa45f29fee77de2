import { migratedFolder, newFolder, sleep, startAnswerServer, startLoad } from './driver.ts';
import { canTrace, readTrace, straceCommand, type Traced } from './trace.ts';
import type { FaultResult, Variant } from './variants.ts';

async function traceLoad(variant: Variant): Promise<Traced> {
  const folder = newFolder();
  const server = await startAnswerServer(await migratedFolder(), variant, straceCommand(folder));
  const load = startLoad(server.port);
  await sleep(700);
  await load.stop();
  server.kill('SIGTERM');
  await server.ended;
  return readTrace(folder);
}

/** Every 200 follows a sync of the log to disk. Control: synchronous=OFF has replies without one. */
export async function testSync(): Promise<FaultResult> {
  const name = 'a sync before every 200';
  const control = 'synchronous=OFF replies without a sync';
  if (!canTrace) {
    return {
      name,
      ok: true,
      skipped: true,
      found: 'strace is not permitted',
      control: { name: control, failed: false },
    };
  }
  const sound = await traceLoad('sound');
  const off = await traceLoad('no-sync');
  return {
    name,
    ok: sound.synced > 50 && sound.unsynced === 0,
    found: `${sound.synced} replies after a sync, ${sound.unsynced} without`,
    control: { name: control, failed: off.unsynced > 0 },
  };
}

/** A failed sync ends the server and acknowledges nothing after it. Control: acknowledge-first goes on. */
export async function testSyncError(): Promise<FaultResult> {
  const name = 'EIO on a sync';
  const control = 'acknowledge-first replies after a failed sync';
  if (!canTrace) {
    return {
      name,
      ok: true,
      skipped: true,
      found: 'strace is not permitted',
      control: { name: control, failed: false },
    };
  }
  const run = async (variant: Variant) => {
    const folder = newFolder();
    const inject = ['inject=fdatasync,fsync:error=EIO:when=25+'];
    const server = await startAnswerServer(await migratedFolder(), variant, straceCommand(folder, inject));
    const load = startLoad(server.port);
    const code = await Promise.race([server.ended, sleep(8000).then(() => 'still running')]);
    server.kill('SIGKILL');
    await load.stop();
    return { ...readTrace(folder), code, acknowledged: load.acknowledged.length };
  };
  const sound = await run('sound');
  const broken = await run('acknowledge-first');
  return {
    name,
    ok: sound.failedSyncs > 0 && sound.afterFailure === 0 && sound.code === 75,
    found: `exit ${String(sound.code)} after ${sound.acknowledged} acknowledged, ${sound.afterFailure} after the failure`,
    control: { name: control, failed: broken.afterFailure > 0 },
  };
}
