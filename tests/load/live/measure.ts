import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { projectFolder } from '#cli/project-folder.ts';

import type { DrivePlan, Driven, DriverWord } from './protocol.ts';

export interface Measured extends Omit<Driven, 'acknowledged' | 'refused'> {
  readonly cpuSecondsPer1000Answers: number;
  readonly kbPerConnection: number;
  /** Highest resident memory of the server. */
  readonly rssMb: number;
  readonly eventLoopLagP99Ms: number;
  readonly acknowledged: readonly string[];
}

/** Drives a server process through a plan and reads its clocks from outside, the same for every server. */
export async function measureLive(pid: number, plan: DrivePlan, folder: string): Promise<Measured> {
  const file = join(folder, 'plan.json');
  writeFileSync(file, JSON.stringify(plan));
  const before = memoryOf(pid);
  const driver = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(projectFolder, 'tests/load/live/driver.ts'), file],
    { stdio: ['ignore', 'pipe', 'inherit'], cwd: projectFolder },
  );
  const connections = plan.rooms.reduce((sum, { cookies }) => sum + cookies.length + 1, 0);
  const pupils = connections - plan.rooms.length;
  let kbPerConnection = 0;
  let startedCpu = 0;
  let cpuSeconds = 0;
  let eventLoopLagP99Ms = 0;
  for await (const line of createInterface({ input: driver.stdout })) {
    const word = JSON.parse(line) as DriverWord;
    if (word.at === 'joined') kbPerConnection = (memoryOf(pid).rssKb - before.rssKb) / connections;
    if (word.at === 'answering') {
      await lagOf(plan.origin);
      startedCpu = cpuSecondsOf(pid);
    }
    if (word.at === 'answered') {
      cpuSeconds = cpuSecondsOf(pid) - startedCpu;
      eventLoopLagP99Ms = await lagOf(plan.origin);
    }
  }
  const driven = JSON.parse(readFileSync(file, 'utf8')) as Driven | DrivePlan;
  if (!('ackMs' in driven)) throw new Error('The driver stopped before the end.');
  if (driven.refused > 0) throw new Error(`${driven.refused} answers were refused.`);
  const { joinMs, ackMs, fanOutMs, framesPerAnswer, acknowledged } = driven;
  return {
    ...{ joinMs, ackMs, fanOutMs, framesPerAnswer, acknowledged },
    cpuSecondsPer1000Answers: Math.round((cpuSeconds / pupils) * 1000 * 1000) / 1000,
    kbPerConnection: Math.round(kbPerConnection * 10) / 10,
    rssMb: Math.round(memoryOf(pid).peakKb / 1024),
    eventLoopLagP99Ms,
  };
}

async function lagOf(origin: string): Promise<number> {
  const answer = (await (await fetch(`${origin}/health`)).json()) as { eventLoopLagP99Ms: number };
  return answer.eventLoopLagP99Ms;
}

/** Time on the processor so far, user and system, from the kernel's own count in hundredths. */
function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function memoryOf(pid: number): { rssKb: number; peakKb: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kb = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0);
  return { rssKb: kb('VmRSS'), peakKb: kb('VmHWM') };
}
