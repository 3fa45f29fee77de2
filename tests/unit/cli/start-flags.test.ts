import { describe, expect, test } from 'vitest';

import { readStartFlags } from '#cli/start-flags.ts';
import { readSettings } from '#server/settings.ts';

const lan = { lan: true, tls: false };

describe('npm start -- FLAGS', () => {
  test.each([
    [[], { lan: false, tls: false }],
    [['--lan'], lan],
    [['--tls', '--lan'], { lan: true, tls: true }],
  ])('%j', (args, value) => {
    expect(readStartFlags(args, {})).toEqual({ ok: true, value });
  });

  test.each([
    [['--lna'], {}, { code: 'unknownFlag', flag: '--lna' }],
    [['lan'], {}, { code: 'unknownFlag', flag: 'lan' }],
    [['--tls'], {}, { code: 'tlsNeedsLan' }],
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
