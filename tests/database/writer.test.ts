import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Database } from '#db/database.ts';
import { accounts, organisations } from '#db/schema/index.ts';
import { Writer } from '#db/writer.ts';
import { databaseKinds } from '#tests/support/database.ts';
import { insertClassOfNobody, insertOrganisation } from '#tests/support/statements.ts';

describe.each(databaseKinds)('the writer ($kind)', ({ open }) => {
  let database: Database;
  beforeEach(async () => {
    database = await open();
  });
  afterEach(() => database.close());

  const storedIds = async () => {
    const rows = await database.drizzle.select({ id: organisations.id }).from(organisations);
    return rows.map(({ id }) => id).sort();
  };

  test('what was acknowledged is read back', async () => {
    const outcome = await database.write([insertOrganisation('a')]);
    expect(outcome).toMatchObject({ ok: true });
    expect(await storedIds()).toEqual(['a']);
  });

  test('a unit is kept whole or not at all', async () => {
    const outcome = await database.write([insertOrganisation('a'), insertOrganisation('a')]);
    expect(outcome).toEqual({ ok: false, constraint: 'UNIQUE constraint failed: organisations.id' });
    expect(await storedIds()).toEqual([]);
  });

  test('one bad write in thirty refuses only itself', async () => {
    const ids = Array.from({ length: 30 }, (_, index) => `id-${String(index).padStart(2, '0')}`);
    const outcomes = await Promise.all(
      ids.map((id, index) =>
        database.write([insertOrganisation(id), insertOrganisation(index === 17 ? 'id-03' : `${id}-b`)]),
      ),
    );
    expect(outcomes.filter(({ ok }) => !ok)).toHaveLength(1);
    expect(outcomes[17]).toMatchObject({ ok: false });
    expect(await storedIds()).toHaveLength(58);
    expect(await storedIds()).not.toContain('id-17');
  });

  test('many bad writes in a group refuse only themselves', async () => {
    await database.write([insertOrganisation('taken')]);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        database.write([insertOrganisation(index % 2 === 0 ? 'taken' : `free-${index}`)]),
      ),
    );
    expect(outcomes.map(({ ok }) => ok)).toEqual(Array.from({ length: 20 }, (_, index) => index % 2 === 1));
  });

  test('a broken foreign key is a refusal', async () => {
    const outcome = await database.write([insertClassOfNobody('c')]);
    expect(outcome).toMatchObject({
      ok: false,
      constraint: expect.stringContaining('FOREIGN KEY') as string,
    });
  });

  test('a unit with wrong SQL is rejected and harms no neighbour', async () => {
    const [good, bad, alsoGood] = await Promise.allSettled([
      database.write([insertOrganisation('a')]),
      database.write([insertOrganisation('b'), { sql: 'INSERT INTO nowhere VALUES (1)', args: [] }]),
      database.write([insertOrganisation('c')]),
    ]);
    expect([good.status, bad.status, alsoGood.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await storedIds()).toEqual(['a', 'c']);
  });

  test('a unit with a value that cannot be stored is rejected and harms no neighbour', async () => {
    const [bad, good] = await Promise.allSettled([
      database.write([{ ...insertOrganisation('b'), args: ['b', 'school', 'B', Number.NaN] }]),
      database.write([insertOrganisation('c')]),
    ]);
    expect([bad.status, good.status]).toEqual(['rejected', 'fulfilled']);
    expect(await storedIds()).toEqual(['c']);
  });

  test('writes are kept in the order they came', async () => {
    const append: Promise<unknown>[] = [];
    for (let index = 0; index < 300; index += 1) {
      const args = [index, `action-${index}`];
      append.push(database.write([{ sql: 'INSERT INTO audit_log (at_ms, action) VALUES (?, ?)', args }]));
    }
    await Promise.all(append);
    const { rows } = await database.client.execute('SELECT at_ms FROM audit_log ORDER BY id');
    expect(rows.map((row) => row['at_ms'])).toEqual(Array.from({ length: 300 }, (_, index) => index));
  });

  test('booleans, nulls and Chinese text come back as they were', async () => {
    const account = {
      id: 'x',
      email: 'x@y',
      displayName: '王老师 🎏',
      isDemo: true,
      createdAtMs: 1_700_000_000_000,
    };
    const query = database.drizzle.insert(accounts).values(account).toSQL();
    await database.write([{ sql: query.sql, args: query.params as never }]);
    expect(await database.drizzle.select().from(accounts)).toEqual([
      { ...account, passwordHash: null, disabledAtMs: null, expiresAtMs: null },
    ]);
  });

  test('after close, a write is refused and what was queued is kept', async () => {
    const queued = database.write([insertOrganisation('queued')]);
    const closing = database.close();
    await expect(database.write([insertOrganisation('late')])).rejects.toThrow('closing');
    expect(await queued).toMatchObject({ ok: true });
    await closing;
  });
});

describe('groups of the writer', () => {
  /** What each commit held, from a writer whose groups would wait for a minute. */
  const sizesOf = (writes: number): { sizes: readonly number[]; kept: Promise<unknown> } => {
    const sizes: number[] = [];
    const writer = new Writer({
      commitGroup: (units) => {
        sizes.push(units.length);
        return units.map(() => ({ ok: true, results: [] }));
      },
      isFatal: () => true,
      onFatal: () => undefined,
      groupLimit: 3,
      gatherMs: 60_000,
    });
    const unit = [insertOrganisation('a')];
    return { sizes, kept: Promise.all(Array.from({ length: writes }, () => writer.write(unit))) };
  };

  test('a full one follows the last at once', async () => {
    const { sizes, kept } = sizesOf(9);
    await kept;
    expect(sizes).toEqual([3, 3, 3]);
  });

  test('one with room waits for company', async () => {
    const { sizes } = sizesOf(7);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sizes).toEqual([3, 3]);
  });
});
