import type { Database } from '../database.ts';

/**
 * A query built once for each database instead of at each call. Building costs several times what running
 * does, which counts for what every request asks.
 */
export function preparedOnce<Prepared>(
  build: (database: Database) => Prepared,
): (database: Database) => Prepared {
  const known = new WeakMap<Database, Prepared>();
  return (database) => {
    const found = known.get(database);
    if (found !== undefined) return found;
    const made = build(database);
    known.set(database, made);
    return made;
  };
}
