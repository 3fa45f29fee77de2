import { testBadWrite } from './bad-write.ts';
import { testDiskFull } from './disk-full.ts';
import { testDrain } from './drain.ts';
import { testKill } from './kill.ts';
import { testOutsideLock } from './lock.ts';
import { testRealServer } from './real-server.ts';
import { testSync, testSyncError } from './sync.ts';
import type { FaultResult } from './variants.ts';

export interface FaultReport {
  readonly killCycles: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly busy: number;
  /** Negative controls that failed, as they must; of as many as there are tests. */
  readonly controlsThatFailed: number;
}

/** Runs every fault test, one line each. `ok` is false when a promise broke or a control did not fail. */
export async function runFaults(
  cycles: number,
  say: (line: string) => void,
): Promise<{ ok: boolean; report: FaultReport }> {
  const tests: readonly (() => Promise<FaultResult>)[] = [
    testBadWrite,
    testSync,
    testSyncError,
    testDiskFull,
    testOutsideLock,
    testDrain,
    () => testKill(cycles),
    () => testRealServer(Math.max(2, Math.ceil(cycles / 16))),
  ];
  let ok = true;
  let report: FaultReport = { killCycles: 0, acknowledged: 0, lost: 0, busy: 0, controlsThatFailed: 0 };
  for (const test of tests) {
    const startedAtMs = performance.now();
    const result = await test();
    const { name, found, control, skipped = false } = result;
    const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
    say(
      `${skipped ? '–' : result.ok ? '✓' : '✗'} ${name}: ${skipped ? 'skipped, ' : ''}${found} (${seconds} s)`,
    );
    if (!skipped) say(`  ${control.failed ? '✓' : '✗'} control: ${control.name}`);
    ok &&= result.ok && (skipped || control.failed);
    report = {
      killCycles: report.killCycles + (result.killCycles ?? 0),
      acknowledged: report.acknowledged + (result.acknowledged ?? 0),
      lost: report.lost + (result.lost ?? 0),
      busy: report.busy + (result.busy ?? 0),
      controlsThatFailed: report.controlsThatFailed + (!skipped && control.failed ? 1 : 0),
    };
  }
  return { ok, report };
}
