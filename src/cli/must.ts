import type { Result } from '#domain/result.ts';

/** The value of a use case that the demo counts on; throws with the code of the problem it met instead. */
export function must<Value, Problem extends string>(result: Result<Value, Problem>): Value {
  if (!result.ok) throw new Error(`The demo met the problem ${result.problem}.`);
  return result.value;
}
