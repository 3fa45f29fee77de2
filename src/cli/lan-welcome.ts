import { relative } from 'node:path';

import type { Locale } from '#domain/text.ts';
import { fill, words } from '#i18n/index.ts';
import { renderUnicodeCompact } from 'uqr';

export interface LanStart {
  /** How this computer's own browser finds the site. */
  readonly address: string;
  /** How the others do, the likeliest first; empty without a network. */
  readonly lanOrigins: readonly string[];
  readonly tls: boolean;
  /** The path under which the first account is made; null where one exists. */
  readonly firstAccountPath: string | null;
  /** Lines of a visit that was taken along, in the place of the teacher's; null for a room's own server. */
  readonly visitLines: readonly string[] | null;
  readonly dataDir: string;
  /** Whether the terminal draws colours: then the code is black on white whatever its own colours are. */
  readonly isTerminal: boolean;
}

const line = '─'.repeat(64);
const whiteOnBlack = '\x1b[97;40m';
const plain = '\x1b[0m';

/** What the terminal says once a room's server runs. What is needed at once stands last, where the window shows it. */
export function lanWelcome(start: LanStart): string {
  const { address, lanOrigins, tls, firstAccountPath, visitLines, dataDir, isTerminal } = start;
  const both = (key: keyof ReturnType<typeof wordsIn>, values: Record<string, string> = {}): string[] =>
    (['zh-CN', 'en'] as const).map((locale) => fill(wordsIn(locale)[key], values));
  const [best, ...others] = lanOrigins;
  const ofTeacher = firstAccountPath
    ? [...both('firstTitle'), `  ${address}${firstAccountPath}`]
    : [...both('signInTitle'), `  ${address}/teach`, ...both('lostPassword')];
  const teacher = visitLines ?? ofTeacher;
  const addresses = others.map((one) => `${one}/join`).join('  ');
  const pupils = best
    ? [
        ...both('pupilsTitle'),
        `  ${best}/join`,
        '',
        drawQr(`${best}/join`, isTerminal),
        ...(others.length > 0 ? both('otherAddresses', { addresses }) : []),
      ]
    : both('noNetwork');
  return [
    line,
    `一平方课堂已启动 Square One is running: ${address}`,
    '',
    ...both('tips'),
    '',
    ...both(tls ? 'tlsWarning' : 'plainHttp'),
    '',
    ...pupils,
    '',
    ...teacher,
    '',
    ...both('data', { dataDir: shortPath(dataDir) }),
    line,
  ].join('\n');
}

/** The same for a visit on one computer with its big screen, without a room's network. */
export function visitWelcome({ address, visitLines, dataDir }: LanStart): string {
  const data = (['zh-CN', 'en'] as const).map((locale) =>
    fill(wordsIn(locale).data, { dataDir: shortPath(dataDir) }),
  );
  return [
    line,
    `一平方课堂已启动 Square One is running: ${address}`,
    '',
    ...(visitLines ?? []),
    '',
    ...data,
    line,
  ].join('\n');
}

function wordsIn(locale: Locale): ReturnType<typeof words>['lan'] {
  return words(locale).lan;
}

function shortPath(path: string): string {
  const below = relative(process.cwd(), path);
  return below.startsWith('..') ? path : below;
}

/** Light squares are drawn, dark ones left out: right on a dark terminal, and with colours on any. */
function drawQr(text: string, isTerminal: boolean): string {
  const rows = renderUnicodeCompact(text, { ecc: 'M', border: 2 }).split('\n');
  return rows.map((row) => (isTerminal ? `${whiteOnBlack}${row}${plain}` : row)).join('\n');
}
