import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { checkLesson, openVisit, readVisitFile } from '#cli/start-visit.ts';
import type { Database } from '#db/database.ts';
import type { VisitPack } from '#domain/visit-pack.ts';
import { sealed } from '#features/visits/offline/seal.server.ts';
import { openTestDatabase, temporaryFolder } from '#tests/support/database.ts';
import { MainServer } from '#tests/support/offline-visit.ts';

const folder = temporaryFolder();
const day = 24 * 3600_000;

describe('npm start -- --visit FILE', () => {
  let database: Database;
  let pack: VisitPack;
  const opened: Database[] = [];

  beforeAll(async () => {
    database = await openTestDatabase();
    pack = await (await MainServer.make(database)).pack();
  });
  afterAll(() => Promise.all([database, ...opened].map((one) => one.close())));

  function changed(change: Partial<VisitPack>): VisitPack {
    const { seal: _seal, ...rest } = { ...pack, ...change };
    return sealed(pack.key, rest);
  }
  function write(name: string, contents: unknown): string {
    writeFileSync(join(folder, name), typeof contents === 'string' ? contents : JSON.stringify(contents));
    return name;
  }
  const read = (name: string) => readVisitFile(name, { INIT_CWD: folder });
  async function terminal(its: VisitPack, nowMs = Date.now()): Promise<string> {
    const own = await openTestDatabase();
    opened.push(own);
    return (await openVisit(own, its, nowMs))('http://localhost:4321').join('\n');
  }

  test.each([
    ['a file that is none', 'hello', /不是到访文件[^]*not a visit file/],
    ['half of it', () => JSON.stringify(pack).slice(0, 500), /不是到访文件/],
    ['another version of it', () => ({ ...pack, formatVersion: 2 }), /另一版程序/],
    ['one that was altered', () => ({ ...pack, lessonId: 'LB01' }), /被改动过[^]*was changed/],
    ['a folder for a name', () => changed({ packId: '../../elsewhere' }), /被改动过/],
  ])('%s is refused with what to do', (name, contents, sentence) => {
    const file = write(`${name}.json`, typeof contents === 'function' ? contents() : contents);
    expect(read(file)).toMatchObject({ ok: false, problem: expect.stringMatching(sentence) as string });
  });

  test('a file that is not there is named', () => {
    expect(read('none.json')).toMatchObject({
      ok: false,
      problem: expect.stringContaining('none.json') as string,
    });
  });

  test('the same file with other spaces is the same file', () => {
    expect(read(write('spaced.json', JSON.stringify(pack, null, 4)))).toMatchObject({ ok: true });
  });

  test('last year’s lesson is refused; other lessons of last year are named and let pass', async () => {
    const { lessons, lessonId } = pack;
    const old = changed({ contentHash: 'last-year', lessons: { ...lessons, [lessonId]: 'last-year' } });
    expect(await checkLesson(old)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/LB02[^]*git pull[^]*LB02[^]*git pull/) as string,
    });
    const other = changed({ contentHash: 'last-year', lessons: { ...lessons, LB01: 'last-year' } });
    expect(await checkLesson(other)).toEqual({ ok: true, value: null });
    expect(await terminal(other)).toMatch(/不一样的课：LB01[^]*that differ: LB01/);
    expect(await terminal(changed({ contentHash: 'last-year' }))).toMatch(/课都一样/);
    expect(await terminal(pack)).not.toMatch(/注意/);
  });

  test('a clock that cannot be right, and another day, are said; neither stops the start', async () => {
    expect(await terminal(pack, pack.madeAtMs - 900 * day)).toMatch(/时钟不对[^]*clock is wrong/);
    expect(await terminal(pack, pack.madeAtMs + 2 * day)).toMatch(/今天是[^]*today is/);
  });

  test('the link signs the carrier in and leads to the visit', async () => {
    expect(await terminal(pack)).toMatch(
      new RegExp(`http://localhost:4321/sign-in/link/\\w+\\?next=%2Fvisits%2F${pack.visitId}`),
    );
  });
});
