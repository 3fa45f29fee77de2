import { offerFirstAccount } from '#features/accounts/first-account.server.ts';
import { fill, words } from '#i18n/index.ts';
import { lanOrigins } from '#server/public-address.ts';
import { serve } from '#server/serve.ts';
import { readSettings } from '#server/settings.ts';
import { explainStart } from '#server/start-words.ts';
import { stopOnSignals } from '#server/stop-on-signals.ts';

import { buildSite } from './build-site.ts';
import { demoSigns, seedDemo, type DemoSigns } from './demo.ts';
import { lanWelcome, visitWelcome } from './lan-welcome.ts';
import { projectFolder } from './project-folder.ts';
import { readStartFlags } from './start-flags.ts';
import { checkLesson, openVisit, readVisitFile } from './start-visit.ts';

const configuration = 78;

const flags = readStartFlags(process.argv.slice(2), process.env);
if (!flags.ok) {
  const { code, ...values } = flags.problem;
  for (const locale of ['zh-CN', 'en'] as const) console.error(fill(words(locale).lan[code], values));
  process.exit(configuration);
}
const { visitFile } = flags.value;
const visit = visitFile === null ? null : readVisitFile(visitFile, process.env);
if (visit && !visit.ok) {
  console.error(visit.problem);
  process.exit(configuration);
}
const pack = visit?.value ?? null;
const settings = readSettings(process.env, projectFolder, { ...flags.value, visit: pack?.packId ?? null });
if (!settings.ok) {
  const { name, zh, en } = settings.problem;
  console.error(`${name}：${zh}\n${name} ${en}`);
  process.exit(configuration);
}
process.env['LOG_LEVEL'] ??= 'warn';

try {
  await buildSite((line) => console.log(line));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

const lesson = pack && (await checkLesson(pack));
if (lesson && !lesson.ok) {
  console.error(lesson.problem);
  process.exit(configuration);
}

const { demo, demoPassword, lan, tls, dataDir } = settings.value;
try {
  let signs: DemoSigns | null = null;
  let firstAccountPath: string | null = null;
  let sayVisit: ((address: string) => readonly string[]) | null = null;
  const running = await serve(settings.value, async (database) => {
    if (pack) sayVisit = await openVisit(database, pack, Date.now());
    else if (lan) firstAccountPath = await offerFirstAccount(database);
    if (!demo) return;
    await seedDemo(database, { password: demoPassword, nowMs: Date.now(), say: (line) => console.log(line) });
    signs = await demoSigns(database, Date.now());
  });
  stopOnSignals(running);
  const { address, listening } = running;
  const isTerminal = process.stdout.isTTY && !process.env['NO_COLOR'];
  const visitLines = linesOf(sayVisit, address);
  const origins = lanOrigins(listening);
  const lanStart = { address, lanOrigins: origins, tls, firstAccountPath, visitLines, dataDir, isTerminal };
  console.log(lan ? lanWelcome(lanStart) : visitLines ? visitWelcome(lanStart) : welcome(address, signs));
} catch (error) {
  console.error(explainStart(error, settings.value));
  process.exit(configuration);
}

function linesOf(
  say: ((address: string) => readonly string[]) | null,
  address: string,
): readonly string[] | null {
  return say && say(address);
}

/** Where to go, for each kind of person: the last thing the terminal says. */
function welcome(address: string, signs: DemoSigns | null): string {
  const line = '─'.repeat(64);
  if (!signs)
    return (
      `${line}\n一平方课堂已启动 Square One is running: ${address}\n` +
      `建立第一个管理员 Make the first administrator: npm run account:create -- --help\n${line}`
    );
  const password = demoPassword
    ? `\n登录 Sign in: teacher@demo.test, volunteer@demo.test, coordinator@demo.test (DEMO_PASSWORD)`
    : '';
  return [
    line,
    `一平方课堂已启动 Square One is running: ${address}`,
    '',
    `学生 Pupils      ${address}/join/${signs.classCode}   班级码 class code: ${signs.classCode}`,
    `老师 Teacher     ${address}${signs.teacherLink}`,
    `志愿者 Volunteer ${address}${signs.volunteerLink}`,
    `（登录链接只能用一次 each sign-in link works once）${password}`,
    `停止 Stop: Ctrl+C`,
    line,
  ].join('\n');
}
