import type { ProblemCode } from '#domain/problems.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

export interface ClassFound {
  readonly className: string;
  readonly classCode: string;
  readonly open: boolean;
  readonly seats: readonly SeatShown[];
}

export interface SeatShown {
  readonly number: number;
  readonly claimed: boolean;
  readonly locked: boolean;
}

export interface SeatAsked {
  readonly code: string;
  readonly seat: number;
  readonly pictures: readonly string[];
  readonly character?: string;
}

/** What the server refused, or that it could not be reached. */
export type JoinProblem = ProblemCode | 'network-down';

export async function lookUpClass(code: string): Promise<Result<ClassFound, JoinProblem>> {
  return ask<ClassFound>('/api/join/look-up', { code, deviceId: deviceId() });
}

export async function takeSeat(
  asked: SeatAsked,
): Promise<Result<{ seat: number; room: { id: string } | null }, JoinProblem>> {
  return ask('/api/join', { ...asked, deviceId: deviceId() });
}

export async function joinFromHome(longCode: string): Promise<Result<{ seat: number }, JoinProblem>> {
  return ask('/api/join/home', { longCode });
}

async function ask<Value>(path: string, body: object): Promise<Result<Value, JoinProblem>> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as Value & { problem?: ProblemCode };
    return response.ok ? ok(answer) : refuse(answer.problem ?? 'bad-input');
  } catch {
    return refuse('network-down');
  }
}

const deviceKey = 'square-one.device';
let heldDeviceId: string | null = null;

/** Wrong pictures are counted by device; the id says nothing else about it. */
function deviceId(): string {
  try {
    heldDeviceId ??= localStorage.getItem(deviceKey);
    heldDeviceId ??= newDeviceId();
    localStorage.setItem(deviceKey, heldDeviceId);
  } catch {
    heldDeviceId ??= newDeviceId();
  }
  return heldDeviceId;
}

function newDeviceId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
