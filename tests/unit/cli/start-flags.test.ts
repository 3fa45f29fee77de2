import { describe, expect, test } from 'vitest';

import { readStartFlags } from '#cli/start-flags.ts';
import { readSettings } from '#server/settings.ts';

const lan = { lan: true, tls: false };

describe('npm start -- FLAGS', () => {
  test.each([
    [[], { lan: false, tls: false, visitFile: null }],
    [['--lan'], { ...lan, visitFile: null }],
    [['--tls', '--lan'], { lan: true, tls: true, visitFile: null }],
    [['--visit', 'a.visit.json'], { lan: false, tls: false, visitFile: 'a.visit.json' }],
    [['--visit=a b.json', '--lan'], { ...lan, visitFile: 'a b.json' }],
  ])('%j', (args, value) => {
    expect(readStartFlags(args, {})).toEqual({ ok: true, value });
  });

  test.each([
    [['--lna'], {}, { code: 'unknownFlag', flag: '--lna' }],
    [['lan'], {}, { code: 'unknownFlag', flag: 'lan' }],
    [['--tls'], {}, { code: 'tlsNeedsLan' }],
    [['--visit'], {}, { code: 'visitNeedsFile' }],
    [['--visit', '--lan'], {}, { code: 'visitNeedsFile' }],
    [['--visit='], {}, { code: 'visitNeedsFile' }],
    [['a.visit.json'], {}, { code: 'unknownFlag', flag: 'a.visit.json' }],
    [[], { npm_config_visit: 'a.visit.json' }, { code: 'flagEatenByNpm' }],
    // What npm leaves of `npm start --lan`, which would start the demo for this computer alone.
    [[], { npm_config_long: 'true', npm_config_all: 'true' }, { code: 'flagEatenByNpm' }],
    [[], { npm_config_tls: 'true' }, { code: 'flagEatenByNpm' }],
  ])('%j with %j is refused', (args, env, problem) => {
    expect(readStartFlags(args, env)).toEqual({ ok: false, problem });
  });
});

describe('the settings of a room’s server', () => {
  test('it listens to the network, keeps its data apart from the demo’s and has no demo', () => {
    const settings = readSettings({}, '/project', lan);
    expect(settings).toMatchObject({
      ok: true,
      value: { host: '0.0.0.0', dataDir: '/project/data/lan', demo: false, lan: true, tls: false },
    });
    expect(readSettings({}, '/project')).toMatchObject({
      ok: true,
      value: { host: '127.0.0.1', dataDir: '/project/data', demo: true, lan: false },
    });
  });

  test('HOST chooses one address, DATA_DIR a folder', () => {
    const env = { HOST: '192.168.1.5', DATA_DIR: '/elsewhere' };
    expect(readSettings(env, '/project', lan)).toMatchObject({
      ok: true,
      value: { host: '192.168.1.5', dataDir: '/elsewhere' },
    });
  });

  test.each([
    ['SITE_URL', 'https://class.example.cn'],
    ['DEMO_PASSWORD', 'long enough'],
    ['HOST', '127.0.0.1'],
    ['HOST', 'localhost'],
  ])('%s=%s does not go with --lan', (name, value) => {
    expect(readSettings({ [name]: value }, '/project', lan)).toMatchObject({ ok: false, problem: { name } });
    expect(readSettings({ [name]: value }, '/project')).toMatchObject({ ok: true });
  });
});

describe('the settings of a visit that was taken along', () => {
  const visit = { lan: true, tls: false, visit: 'pack_aaaaaaaaaaaaaaaaaaaa' };

  test.each([
    [{}, '/project/data/visits/pack_aaaaaaaaaaaaaaaaaaaa'],
    [{ DATA_DIR: '/elsewhere' }, '/elsewhere/visits/pack_aaaaaaaaaaaaaaaaaaaa'],
  ])('its data stand apart from everything else’s: %j', (env, dataDir) => {
    expect(readSettings(env, '/project', visit)).toMatchObject({ ok: true, value: { dataDir, demo: false } });
    const alone = readSettings(env, '/project', { ...visit, lan: false });
    expect(alone).toMatchObject({ ok: true, value: { dataDir, demo: false, host: '127.0.0.1' } });
  });

  test.each([
    ['SITE_URL', 'https://class.example.cn'],
    ['DEMO_PASSWORD', 'long enough'],
    ['DATABASE_URL', 'http://127.0.0.1:8080'],
  ])('%s does not go with --visit', (name, value) => {
    expect(readSettings({ [name]: value }, '/project', { ...visit, lan: false })).toMatchObject({
      ok: false,
      problem: { name },
    });
  });
});
