import { lostOf, migratedFolder, readStored, sleep, startAnswerServer, startLoad } from './driver.ts';
import type { FaultResult, Variant } from './variants.ts';

interface Killed {
  readonly cycles: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly busy: number;
  readonly broken: boolean;
}

/** kill -9 at random moments under 30 writers, over and over on one file. */
async function killCycles(variant: Variant, cycles: number): Promise<Killed> {
  const dataDir = await migratedFolder();
  const acknowledged: string[] = [];
  let busy = 0;
  let broken = false;
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    const server = await startAnswerServer(dataDir, variant);
    if (server.port === 0) {
      broken = true;
      break;
    }
    const load = startLoad(server.port);
    await load.firstReply;
    await sleep(Math.random() * 120);
    server.kill('SIGKILL');
    await server.ended;
    await load.stop();
    acknowledged.push(...load.acknowledged);
    busy += (server.errors().match(/BUSY|database is locked/g) ?? []).length;
  }
  const { ids, sound, whole } = await readStored(dataDir);
  broken ||= !sound || !whole;
  return { cycles, acknowledged: acknowledged.length, lost: lostOf(acknowledged, ids), busy, broken };
}

/** Acknowledged answers survive kill -9. Control: acknowledging before the commit loses some. */
export async function testKill(cycles: number): Promise<FaultResult> {
  const { broken, ...found } = await killCycles('sound', cycles);
  const control = await killCycles('acknowledge-first', Math.min(8, cycles));
  return {
    name: 'kill -9 under 30 writers',
    ok: !broken && found.lost === 0 && found.busy === 0 && found.acknowledged > cycles * 10,
    found: `${found.acknowledged} acknowledged in ${cycles} kills, ${found.lost} lost, ${found.busy} busy`,
    killCycles: found.cycles,
    acknowledged: found.acknowledged,
    lost: found.lost,
    busy: found.busy,
    control: { name: 'acknowledge-first loses answers', failed: control.lost > 0 },
  };
}
