/**
 * How the server of the fault tests is broken on purpose, so that each test is seen to fail. `sound` and
 * `slow-reply` are not: the second has work to do between a commit and its reply.
 */
export type Variant =
  'sound' | 'acknowledge-first' | 'no-sync' | 'naive-group' | 'shared-lock' | 'slow-reply' | 'no-drain';

/** What a fault test found. `controlsThatFailed` names the broken variants that failed as they must. */
export interface FaultResult {
  readonly name: string;
  readonly ok: boolean;
  readonly found: string;
  readonly skipped?: boolean;
  readonly killCycles?: number;
  readonly acknowledged?: number;
  readonly lost?: number;
  readonly busy?: number;
  /** The control of this test and whether it failed, as it must. */
  readonly control: { readonly name: string; readonly failed: boolean };
}
