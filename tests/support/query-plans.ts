import type { InStatement, InValue } from '@libsql/client';

import type { Database } from '#db/database.ts';

export interface PlannedQuery {
  readonly sql: string;
  /** Lines of SQLite's plan: `SEARCH visits USING INDEX …`. */
  readonly plan: readonly string[];
}

/** The plans of every query that `run` asks of the database. */
export async function plansOf(database: Database, run: () => Promise<unknown>): Promise<PlannedQuery[]> {
  const asked = new Map<string, InValue[]>();
  const { client } = database;
  const execute = client.execute.bind(client);
  client.execute = (statement: InStatement, args?: unknown) => {
    const { sql, args: values } =
      typeof statement === 'string' ? { sql: statement, args: args ?? [] } : statement;
    asked.set(sql, (values ?? []) as InValue[]);
    return execute({ sql, args: (values ?? []) as InValue[] });
  };
  try {
    await run();
  } finally {
    client.execute = execute;
  }
  return Promise.all(
    [...asked].map(async ([sql, args]) => {
      const { rows } = await execute({ sql: `EXPLAIN QUERY PLAN ${sql}`, args });
      return { sql, plan: rows.map((row) => row['detail'] as string) };
    }),
  );
}

/** Queries that walk a whole table, or sort rows of a table that grows with the years. */
export function slowPlans(queries: readonly PlannedQuery[]): string[] {
  return queries.flatMap(({ sql, plan }) =>
    plan
      .filter((line) => /^SCAN (?!CONSTANT)\w+$/.test(line) || line === 'USE TEMP B-TREE FOR ORDER BY')
      .map((line) => `${line}: ${sql}`),
  );
}
