import { isIP } from 'node:net';
import { join } from 'node:path';

import { z } from 'zod';

import { shortestSecret } from '#auth/keys.server.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

/** What the operator may set; every one is checked at start. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  /** The folder of everything that is kept; made when missing. */
  readonly dataDir: string;
  /** Empty: an embedded libSQL file in `dataDir`. */
  readonly databaseUrl: string;
  readonly databaseAuthToken: string;
  /** The address that people type; null on a fresh local start. Decides cookies and allowed hosts. */
  readonly siteUrl: URL | null;
  /** Demo accounts exist only on a computer that serves itself: neither with SITE_URL nor in a room's network. */
  readonly demo: boolean;
  readonly demoPassword: string;
  /** Empty: one node alone. Several nodes on one libsql-server tell each other through Redis. */
  readonly redisUrl: string;
  /** Empty: the key lies in `secret.key` in `dataDir`. */
  readonly secretKey: string;
  /** Started for a room's network (`--lan`). */
  readonly lan: boolean;
  /** With `lan`: https by a certificate of the server's own (`--tls`). */
  readonly tls: boolean;
}

export interface SettingProblem {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
}

/** The folder of `--lan` inside the project, apart from the demo's, so that no demo login is ever in the network. */
const lanFolder = 'data/lan';
const loopbackHost = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/i;

const port = z.coerce.number().int().min(0).max(65_535);

/**
 * Reads the environment; the problem names the variable and says in both languages what it wants.
 *
 * @param visit id of the pack that is opened: its data stands apart from everything else's.
 */
export function readSettings(
  env: Record<string, string | undefined>,
  projectFolder: string,
  { lan, tls, visit = null }: { lan: boolean; tls: boolean; visit?: string | null } = {
    lan: false,
    tls: false,
  },
): Result<Settings, SettingProblem> {
  const wrong = (name: string, zh: string, en: string) => refuse({ name, zh, en });

  const chosenPort = port.safeParse(env['PORT'] || '4321');
  if (!chosenPort.success)
    return wrong(
      'PORT',
      '要写 0 到 65535 之间的整数，例如 4321。',
      'takes a whole number from 0 to 65535, for example 4321.',
    );

  const stranger = ['DATABASE_URL', 'SITE_URL', 'DEMO_PASSWORD'].find((name) => env[name]);
  if (visit !== null && stranger)
    return wrong(
      stranger,
      '和 --visit 不能一起用：到访文件有自己的数据文件夹。请去掉它。',
      'does not go with --visit: a visit file has a data folder of its own. Remove it.',
    );

  const host = env['HOST'] || (lan ? '0.0.0.0' : '127.0.0.1');
  if (!isIP(host) && !/^[a-z0-9.-]+$/i.test(host))
    return wrong(
      'HOST',
      '要写本机的一个地址，例如 127.0.0.1 或 0.0.0.0。',
      'takes an address of this computer, for example 127.0.0.1 or 0.0.0.0.',
    );

  if (lan && loopbackHost.test(host))
    return wrong(
      'HOST',
      '是只有本机能到的地址，和 --lan 不能一起用。请去掉它，或写这台电脑在局域网里的地址。',
      'is an address that only this computer reaches, which does not go with --lan: remove it, or set this computer’s address in the network.',
    );

  const databaseUrl = env['DATABASE_URL'] ?? '';
  if (databaseUrl && !/^https?:\/\/[^\s]+$/.test(databaseUrl))
    return wrong(
      'DATABASE_URL',
      '要写 libsql-server 的地址，例如 http://127.0.0.1:8080；留空则用本机文件。',
      'takes the address of a libsql-server such as http://127.0.0.1:8080; leave it empty for a file on this computer.',
    );
  if (env['DATABASE_AUTH_TOKEN'] && !databaseUrl)
    return wrong(
      'DATABASE_AUTH_TOKEN',
      '只有设了 DATABASE_URL 才用得上，请去掉它或补上地址。',
      'only goes with DATABASE_URL: remove it or set the address.',
    );

  if (lan && env['SITE_URL'])
    return wrong(
      'SITE_URL',
      '是正式网站的设置，和 --lan 不能一起用：请去掉其中一个。',
      'belongs to a public site and does not go with --lan: remove one of the two.',
    );
  const redisUrl = env['REDIS_URL'] ?? '';
  if (redisUrl && !/^rediss?:\/\/[^\s]+$/.test(redisUrl))
    return wrong(
      'REDIS_URL',
      '要写 Redis 的地址，例如 redis://127.0.0.1:6379；只有一台服务器就留空。',
      'takes the address of a Redis such as redis://127.0.0.1:6379; leave it empty for one server alone.',
    );
  if (redisUrl && !databaseUrl)
    return wrong(
      'REDIS_URL',
      '只有几台服务器共用 DATABASE_URL 时才用得上，请去掉它或补上 DATABASE_URL。',
      'only goes with a DATABASE_URL that several servers share: remove it or set DATABASE_URL.',
    );

  let siteUrl: URL | null = null;
  if (env['SITE_URL']) {
    siteUrl = URL.parse(env['SITE_URL']);
    if (!siteUrl || !/^https?:$/.test(siteUrl.protocol) || siteUrl.pathname !== '/')
      return wrong(
        'SITE_URL',
        '要写完整的网址，不带路径，例如 https://class.example.cn。',
        'takes a whole address without a path, for example https://class.example.cn.',
      );
  }

  const demoPassword = env['DEMO_PASSWORD'] ?? '';
  if (demoPassword && lan)
    return wrong(
      'DEMO_PASSWORD',
      '和 --lan 不能一起用：局域网里没有演示账号。请去掉它。',
      'does not go with --lan: there are no demo accounts in a network. Remove it.',
    );
  if (demoPassword && siteUrl)
    return wrong(
      'DEMO_PASSWORD',
      '正式网站（设了 SITE_URL）没有演示账号，请去掉它。',
      'is not for a public site (SITE_URL is set): there are no demo accounts. Remove it.',
    );
  if (demoPassword && demoPassword.length < 8)
    return wrong('DEMO_PASSWORD', '至少要 8 个字符。', 'takes at least 8 characters.');

  const secretKey = env['SECRET_KEY'] ?? '';
  if (secretKey && secretKey.length < shortestSecret)
    return wrong(
      'SECRET_KEY',
      `至少要 ${shortestSecret} 个字符。可以这样做一个：openssl rand -base64 48；不设也行，会在数据文件夹里自己做一个。`,
      `takes at least ${shortestSecret} characters. Make one with: openssl rand -base64 48; or leave it out, and one is made in the data folder.`,
    );

  const ownFolder = `${projectFolder}/${lan ? lanFolder : 'data'}`;
  return ok({
    port: chosenPort.data,
    host,
    dataDir:
      visit === null
        ? env['DATA_DIR'] || ownFolder
        : join(env['DATA_DIR'] || `${projectFolder}/data`, 'visits', visit),
    databaseUrl,
    databaseAuthToken: env['DATABASE_AUTH_TOKEN'] ?? '',
    siteUrl,
    demo: siteUrl === null && !lan && visit === null,
    demoPassword,
    redisUrl,
    secretKey,
    lan,
    tls,
  });
}
