/** What a volunteer is asked for at present: a pass or a signature of an earlier version asks again. */
export interface GateVersions {
  readonly course: string;
  readonly conduct: string;
}

/** How far a volunteer came with one bank. */
export interface Gate {
  readonly courseVersion: string | null;
  readonly conductVersion: string | null;
  /** The coordinator's clearance ends at this moment; null: not cleared. */
  readonly clearedUntilMs: number | null;
}

const gateSteps = ['course', 'conduct', 'clearance'] as const;
export type GateStep = (typeof gateSteps)[number];

/** What is still missing, in the order in which it is done; `atMs` is when the volunteer would leave the class. */
export function missingAtGate(
  gate: Gate | null | undefined,
  atMs: number,
  asked: GateVersions,
): readonly GateStep[] {
  const passed: Readonly<Record<GateStep, boolean>> = {
    course: gate?.courseVersion === asked.course,
    conduct: gate?.conductVersion === asked.conduct,
    clearance: (gate?.clearedUntilMs ?? 0) >= atMs,
  };
  return gateSteps.filter((step) => !passed[step]);
}

/** Whether a volunteer may stand in a class until the end of a day. */
export function isCleared(gate: Gate | null | undefined, dayEndMs: number, asked: GateVersions): boolean {
  return missingAtGate(gate, dayEndMs, asked).length === 0;
}
