import { lostOf, migratedFolder, readStored, sleep, startAnswerServer, startLoad } from './driver.ts';
import type { FaultResult, Variant } from './variants.ts';

const LIMIT_MS = 5000;

async function terminate(variant: Variant) {
  const dataDir = await migratedFolder();
  const server = await startAnswerServer(dataDir, variant);
  const load = startLoad(server.port);
  await load.firstReply;
  await sleep(300);
  const from = performance.now();
  server.kill('SIGTERM');
  const code = await Promise.race([server.ended, sleep(LIMIT_MS * 2).then(() => 'still running')]);
  const tookMs = performance.now() - from;
  server.kill('SIGKILL');
  await load.stop();
  const { ids } = await readStored(dataDir);
  // What was on its way and got no reply, though it was written: the device would have to ask again.
  const cut = load.unanswered.filter((id) => ids.has(id)).length;
  return { code, tookMs, cut, lost: lostOf(load.acknowledged, ids), acknowledged: load.acknowledged.length };
}

/** SIGTERM under load answers what it took and ends in time. Control: leaving at once cuts replies. */
export async function testDrain(): Promise<FaultResult> {
  const sound = await terminate('slow-reply');
  let cut = 0;
  for (let tries = 0; tries < 6 && cut === 0; tries += 1) cut = (await terminate('no-drain')).cut;
  return {
    name: 'SIGTERM under load',
    ok: sound.code === 0 && sound.tookMs < LIMIT_MS && sound.lost === 0 && sound.cut === 0,
    found: `exit ${String(sound.code)} after ${sound.tookMs.toFixed(0)} ms, ${sound.acknowledged} acknowledged, ${sound.lost} lost, ${sound.cut} cut`,
    control: { name: 'leaving at once cuts replies', failed: cut > 0 },
  };
}
