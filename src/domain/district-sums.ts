/** A place as a tree of places needs it. */
interface Place {
  readonly code: string;
  readonly parentCode: string | null;
}

export type Sums<Name extends string> = Readonly<Record<Name, number>>;

/**
 * What each place counts together with every place below it. Amounts of a code that no place has are kept
 * under `unplaced`, so that the whole never loses any.
 */
export function rollUp<Name extends string>(
  places: readonly Place[],
  own: readonly (Sums<Name> & { readonly code: string })[],
  names: readonly Name[],
): {
  readonly byCode: ReadonlyMap<string, Sums<Name>>;
  readonly whole: Sums<Name>;
  readonly unplaced: Sums<Name>;
} {
  const parents = new Map(places.map(({ code, parentCode }) => [code, parentCode]));
  const byCode = new Map<string, Record<Name, number>>(places.map(({ code }) => [code, zeroOf(names)]));
  const whole = zeroOf(names);
  const unplaced = zeroOf(names);
  for (const one of own) {
    add(whole, one, names);
    if (!parents.has(one.code)) add(unplaced, one, names);
    for (let code: string | null = one.code; code !== null; code = parents.get(code) ?? null) {
      const sums = byCode.get(code);
      if (sums) add(sums, one, names);
    }
  }
  return { byCode, whole, unplaced };
}

function zeroOf<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}

function add<Name extends string>(to: Record<Name, number>, from: Sums<Name>, names: readonly Name[]): void {
  for (const name of names) to[name] += from[name];
}
