import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, describe, expect, test } from 'vitest';

import { backUp, type Backup } from '#db/backup.ts';
import { isSound, listBackups } from '#db/backup-files.ts';
import { openDatabase } from '#db/connect.ts';
import { dataPaths } from '#db/data-dir.ts';
import type { Database } from '#db/database.ts';
import { noteErased, readErased } from '#db/erased.ts';
import { FileClient } from '#db/file-client.ts';
import { tablesOfSeats } from '#db/queries/erasure.ts';
import { restoreBackup } from '#db/restore.ts';
import { scheduleBackups } from '#db/schedule-backups.ts';
import { eraseAgain, eraseForGood } from '#record/erase-for-good.server.ts';
import { openTestDatabase, temporaryFolder } from '#tests/support/database.ts';
import { serverBinary, startServer } from '#tests/support/libsql-server.ts';
import { insertClass, insertOrganisation } from '#tests/support/statements.ts';

const noErasure = { applyErased: () => Promise.resolve() };

/** A hash of every row of every table, so that two databases can be told to hold the same. */
function contentHash(file: string): string {
  const client = new FileClient(file);
  const tables = client.run("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").rows;
  const hash = createHash('sha256');
  for (const table of tables)
    hash.update(JSON.stringify(client.run(`SELECT * FROM "${table[0] as string}"`).rows));
  client.close();
  return hash.digest('hex');
}

describe('backups', () => {
  let open: Database[] = [];
  afterEach(async () => {
    for (const database of open) await database.close();
    open = [];
  });
  const openIn = async (dataDir: string) => {
    const database = await openTestDatabase({ dataDir });
    open.push(database);
    return database;
  };

  test('a backup under load is sound and holds everything acknowledged before it', async () => {
    const dataDir = temporaryFolder();
    const database = await openIn(dataDir);
    let acknowledged = 0;
    let going = true;
    const writers = Array.from({ length: 10 }, async (_, writer) => {
      for (let count = 0; going; count += 1) {
        await database.write([insertOrganisation(`${writer}-${count}`)]);
        acknowledged += 1;
      }
    });
    await sleep(150);
    const before = acknowledged;
    const backup = await backUp(database, { dataDir, atMs: 1 });
    going = false;
    await Promise.all(writers);
    expect(before).toBeGreaterThan(0);
    expect(isSound(backup.path)).toBe(true);
    const copy = new FileClient(backup.path);
    expect(copy.run('SELECT count(*) FROM organisations').rows[0]?.[0]).toBeGreaterThanOrEqual(before);
    copy.close();
  });

  test('a restored backup holds the same rows, and the replaced database is kept', async () => {
    const dataDir = temporaryFolder();
    const database = await openTestDatabase({ dataDir });
    await database.write([insertOrganisation('kept')]);
    const backup = await backUp(database, { dataDir, atMs: 1 });
    await database.write([insertOrganisation('later')]);
    await database.close();
    const { replaced } = await restoreBackup({ dataDir, file: backup.path, atMs: 2, ...noErasure });
    expect(contentHash(dataPaths(dataDir).database)).toBe(contentHash(backup.path));
    const former = new FileClient(String(replaced));
    expect(former.run('SELECT count(*) FROM organisations').rows[0]?.[0]).toBe(2);
    former.close();
    const again = await openIn(dataDir);
    expect(await again.write([insertOrganisation('later')])).toMatchObject({ ok: true });
  });

  test('a damaged database is replaced by its backup', async () => {
    const dataDir = temporaryFolder();
    const database = await openTestDatabase({ dataDir });
    await database.write([insertOrganisation('kept')]);
    const backup = await backUp(database, { dataDir, atMs: 1 });
    await database.close();
    writeFileSync(dataPaths(dataDir).database, 'damaged '.repeat(3000));
    writeFileSync(`${dataPaths(dataDir).database}-wal`, 'stale log');
    await restoreBackup({ dataDir, file: backup.path, atMs: 2, ...noErasure });
    const again = await openIn(dataDir);
    const { rows } = await again.client.execute('SELECT id FROM organisations');
    expect(rows.map((row) => row['id'])).toEqual(['kept']);
  });

  test('nothing is restored while a server holds the file', async () => {
    const dataDir = temporaryFolder();
    const database = await openIn(dataDir);
    const backup = await backUp(database, { dataDir, atMs: 1 });
    await database.write([insertOrganisation('later')]);
    const restoring = restoreBackup({ dataDir, file: backup.path, atMs: 2, ...noErasure });
    await expect(restoring).rejects.toMatchObject({ code: 'database-in-use' });
    const { rows } = await database.client.execute('SELECT count(*) FROM organisations');
    expect(rows[0]?.[0]).toBe(1);
  });

  test('a damaged backup is not restored', async () => {
    const dataDir = temporaryFolder();
    await (await openTestDatabase({ dataDir })).close();
    const file = join(dataDir, 'bad.db');
    writeFileSync(file, 'bad '.repeat(5000));
    await expect(restoreBackup({ dataDir, file, atMs: 2, ...noErasure })).rejects.toThrow(
      'not a sound database',
    );
  });

  test('the latest backups stay and half files of a killed backup go', async () => {
    const dataDir = temporaryFolder();
    const database = await openIn(dataDir);
    mkdirSync(dataPaths(dataDir).backups);
    writeFileSync(join(dataPaths(dataDir).backups, 'square-one-x.db.partial'), '');
    for (let day = 1; day <= 4; day += 1)
      await backUp(database, { dataDir, atMs: day * 86_400_000, keep: 2 });
    expect(readdirSync(dataPaths(dataDir).backups).sort()).toEqual([
      'square-one-1970-01-04T00-00-00-000Z.db',
      'square-one-1970-01-05T00-00-00-000Z.db',
    ]);
    expect(listBackups(dataDir).map(({ madeAtMs }) => madeAtMs / 86_400_000)).toEqual([4, 3]);
  });

  test('the schedule backs up when the latest is a day old, and waits for a class at work', async () => {
    const dataDir = temporaryFolder();
    const database = await openIn(dataDir);
    const made: Backup[] = [];
    const failures: Error[] = [];
    let nowMs = 1_000 * 86_400_000;
    let atWork = false;
    const { look, stop } = scheduleBackups(database, {
      dataDir,
      now: () => nowMs,
      mayRun: () => !atWork,
      onBackup: (backup) => made.push(backup),
      onFailure: (error) => failures.push(error),
    });
    const countAfter = async (hours: number) => {
      nowMs += hours * 3_600_000;
      await look();
      return made.length;
    };
    expect(await countAfter(0)).toBe(1);
    expect(await countAfter(23)).toBe(1);
    atWork = true;
    expect(await countAfter(2)).toBe(1);
    expect(await countAfter(6)).toBe(2);
    await stop();
    expect(failures).toEqual([]);
  });

  test.skipIf(!serverBinary)("a libsql-server's dump becomes a backup file like any other", async () => {
    const server = await startServer(temporaryFolder());
    const database = await openDatabase({ dataDir: temporaryFolder(), url: server.url });
    await database.write([insertOrganisation('kept', "王'; DROP TABLE seats; --")]);
    const dataDir = temporaryFolder();
    const { path } = await backUp(database, { dataDir, atMs: 1, server });
    const copy = new FileClient(path);
    expect(copy.run('SELECT name FROM organisations').rows[0]?.[0]).toBe("王'; DROP TABLE seats; --");
    copy.close();
    const restored = temporaryFolder();
    await restoreBackup({ dataDir: restored, file: path, atMs: 2, ...noErasure });
    expect(await (await openIn(restored)).write([insertOrganisation('more')])).toMatchObject({ ok: true });
    await database.close();
    await server.stop();
  });
});

describe('erasure', () => {
  test('an erased seat stays erased when a backup from before is restored', async () => {
    const dataDir = temporaryFolder();
    const database = await openTestDatabase({ dataDir });
    await database.write(insertClass('c1', 2));
    await database.write([
      { sql: "UPDATE seats SET picture_hmac = 'secret-hmac', claimed_at_ms = 5 WHERE id = 'c1-1'", args: [] },
    ]);
    const backup = await backUp(database, { dataDir, atMs: 1 });
    const erased = [{ kind: 'seat', id: 'c1-1', atMs: 6 }] as const;
    await eraseForGood(database, dataDir, erased);
    await database.close();
    const control = new FileClient(backup.path);
    expect(control.run("SELECT picture_hmac FROM seats WHERE id = 'c1-1'").rows[0]?.[0]).toBe('secret-hmac');
    control.close();

    const { erasedAgain } = await restoreBackup({
      dataDir,
      file: backup.path,
      atMs: 3,
      applyErased: eraseAgain,
    });
    expect(erasedAgain).toBe(1);
    const again = await openTestDatabase({ dataDir });
    const { rows } = await again.client.execute(
      'SELECT id, picture_hmac, claimed_at_ms FROM seats ORDER BY id',
    );
    expect(rows.map((row) => [row['id'], row['picture_hmac'], row['claimed_at_ms']])).toEqual([
      ['c1-1', null, null],
      ['c1-2', null, null],
    ]);
    await again.close();
  });

  test('a pupil who took the seat after the erasure keeps it at a restore', async () => {
    const database = await openTestDatabase();
    await database.write(insertClass('c1', 1));
    await database.write([{ sql: "UPDATE seats SET picture_hmac = 'theirs', claimed_at_ms = 9", args: [] }]);
    await eraseAgain(database, [{ kind: 'seat', id: 'c1-1', atMs: 6 }]);
    const { rows } = await database.client.execute('SELECT picture_hmac FROM seats');
    expect(rows[0]?.[0]).toBe('theirs');
    await database.close();
  });

  test('every table with rows of a seat is known to the erasure', () => {
    expect([...tablesOfSeats].sort()).toEqual([
      'game_runs',
      'learning_events',
      'lesson_progress',
      'live_seats',
      'seat_locks',
    ]);
  });

  test('erased bytes are in neither the file nor its log', async () => {
    const dataDir = temporaryFolder();
    const database = await openTestDatabase({ dataDir });
    await database.write(insertClass('c1', 1));
    const secret = 'a-secret-that-must-go';
    await database.write([{ sql: 'UPDATE seats SET picture_hmac = ?, claimed_at_ms = 1', args: [secret] }]);
    const bytes = () =>
      ['', '-wal']
        .map((ending) => dataPaths(dataDir).database + ending)
        .filter((file) => existsSync(file))
        .map((file) => readFileSync(file, 'latin1'))
        .join('');
    expect(bytes()).toContain(secret);
    await eraseAgain(database, [{ kind: 'seat', id: 'c1-1', atMs: 2 }]);
    expect(bytes()).not.toContain(secret);
    await database.close();
  });

  test('a class goes with everything in it, an account keeps nothing that names it', async () => {
    const database = await openTestDatabase();
    await database.write(insertClass('c1', 3));
    await database.write(insertClass('c2', 1));
    await eraseAgain(database, [
      { kind: 'class', id: 'c1', atMs: 2 },
      { kind: 'account', id: 'c2-owner', atMs: 2 },
    ]);
    const { rows: seats } = await database.client.execute('SELECT id FROM seats');
    expect(seats.map((row) => row['id'])).toEqual(['c2-1']);
    const { rows: accounts } = await database.client.execute("SELECT * FROM accounts WHERE id = 'c2-owner'");
    expect(accounts[0]).toMatchObject({ email: 'erased-c2-owner', display_name: '', password_hash: null });
    await database.close();
  });

  test('notes of erasures outlive a cut-off last line, but not a damaged one before it', () => {
    const dataDir = temporaryFolder();
    expect(readErased(dataDir)).toEqual([]);
    const one = { kind: 'seat', id: 's', atMs: 1 } as const;
    noteErased(dataDir, [one]);
    appendFileSync(dataPaths(dataDir).erased, '{"kind":"se');
    expect(readErased(dataDir)).toEqual([one]);
    appendFileSync(dataPaths(dataDir).erased, '\n{}\n');
    expect(() => readErased(dataDir)).toThrow(`Line 2 of ${dataPaths(dataDir).erased}`);
    expect(basename(dataPaths(dataDir).erased)).toBe('erased.jsonl');
  });
});
