import { Agent } from 'node:http';

import { migratedFolder, readStored, send, startAnswerServer } from './driver.ts';
import type { FaultResult, Variant } from './variants.ts';

/** Thirty writes at once, one of them a second time: which ones were refused? */
async function sendGroup(variant: Variant): Promise<{ refused: string[]; stored: Set<string> }> {
  const dataDir = await migratedFolder();
  const server = await startAnswerServer(dataDir, variant);
  const agent = new Agent({ keepAlive: true, maxSockets: 30 });
  // A first wave opens the connections, so that the second arrives together.
  await Promise.all(Array.from({ length: 30 }, (_, index) => send(server.port, `first-${index}`, agent)));
  const ids = Array.from({ length: 30 }, (_, index) => (index === 17 ? 'first-3' : `free-${index}`));
  const statuses = await Promise.all(ids.map((id) => send(server.port, id, agent)));
  agent.destroy();
  server.kill('SIGKILL');
  await server.ended;
  const { ids: stored } = await readStored(dataDir);
  return { refused: ids.filter((_, index) => statuses[index] !== 200), stored };
}

/** One bad write in a group refuses only itself. Control: a plain batch refuses its neighbours too. */
export async function testBadWrite(): Promise<FaultResult> {
  const sound = await sendGroup('sound');
  let neighbours = 0;
  for (let tries = 0; tries < 10 && neighbours === 0; tries += 1) {
    neighbours = (await sendGroup('naive-group')).refused.length - 1;
  }
  return {
    name: 'one bad write in thirty',
    ok: sound.refused.join() === 'first-3' && sound.stored.size === 59,
    found: `refused: ${sound.refused.join(', ')}; stored: ${sound.stored.size}`,
    control: { name: 'a plain batch refuses neighbours', failed: neighbours > 0 },
  };
}
