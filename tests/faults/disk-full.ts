import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';

import {
  lostOf,
  migratedFolder,
  newFolder,
  readStored,
  send,
  sleep,
  startAnswerServer,
  startLoad,
  type Load,
} from './driver.ts';
import type { FaultResult, Variant } from './variants.ts';

const MOUNT_MIB = 4;
const BALLAST_BYTES = 1.5 * 1024 * 1024;

/** A file system of four MiB, or null where mounting is not permitted. */
function mountSmall(): { folder: string; unmount: () => void } | null {
  const folder = newFolder();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${MOUNT_MIB}m`, 'tmpfs', folder], {
    stdio: 'ignore',
  });
  if (mounted.status !== 0) return null;
  const unmount = () => void spawnSync('umount', ['-l', folder], { stdio: 'ignore' });
  process.once('exit', unmount);
  return { folder, unmount };
}

/** Writes until `isFull` says so, removes the ballast and tries once more. */
async function fillDisk(variant: Variant, folder: string, isFull: (load: Load) => boolean) {
  const ballast = join(folder, 'ballast');
  const dataDir = await migratedFolder(join(folder, 'data'));
  writeFileSync(ballast, Buffer.alloc(BALLAST_BYTES));
  const server = await startAnswerServer(dataDir, variant);
  const load = startLoad(server.port);
  const until = performance.now() + 20_000;
  while (!isFull(load) && performance.now() < until) await sleep(20);
  await load.stop();
  const refused = load.refused.length;
  rmSync(ballast);
  const agent = new Agent();
  const afterRoom = await send(server.port, 'after-room', agent);
  agent.destroy();
  server.kill('SIGKILL');
  await server.ended;
  const { ids, sound } = await readStored(dataDir);
  return {
    refused,
    afterRoom,
    sound,
    acknowledged: load.acknowledged.length,
    lost: lostOf(load.acknowledged, ids),
  };
}

/** A full disk refuses and loses nothing, and takes writes again with room. Control: acknowledge-first loses. */
export async function testDiskFull(): Promise<FaultResult> {
  const name = 'a full disk';
  const control = 'acknowledge-first loses answers on a full disk';
  const first = mountSmall();
  const second = first && mountSmall();
  if (!first || !second) {
    return {
      name,
      ok: true,
      skipped: true,
      found: 'mount is not permitted',
      control: { name: control, failed: false },
    };
  }
  const sound = await fillDisk('sound', first.folder, ({ refused }) => refused.length > 200);
  const broken = await fillDisk('acknowledge-first', second.folder, ({ acknowledged }) => {
    return acknowledged.length > 3 * sound.acknowledged;
  });
  first.unmount();
  second.unmount();
  return {
    name,
    ok: sound.refused > 0 && sound.lost === 0 && sound.sound && sound.afterRoom === 200,
    found: `${sound.acknowledged} acknowledged, ${sound.lost} lost, ${sound.refused} refused, then ${sound.afterRoom} with room`,
    control: { name: control, failed: broken.lost > 0 },
  };
}
