import { serve } from '#server/serve.ts';
import { readSettings } from '#server/settings.ts';
import { explainStart } from '#server/start-words.ts';
import { stopOnSignals } from '#server/stop-on-signals.ts';

import { buildSite } from './build-site.ts';
import { demoSigns, seedDemo, type DemoSigns } from './demo.ts';
import { projectFolder } from './project-folder.ts';

const configuration = 78;

const settings = readSettings(process.env, projectFolder);
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

const { demo, demoPassword } = settings.value;
try {
  let signs: DemoSigns | null = null;
  const running = await serve(settings.value, async (database) => {
    if (!demo) return;
    await seedDemo(database, { password: demoPassword, nowMs: Date.now(), say: (line) => console.log(line) });
    signs = await demoSigns(database, Date.now());
  });
  stopOnSignals(running);
  console.log(welcome(running.address, signs));
} catch (error) {
  console.error(explainStart(error, settings.value));
  process.exit(configuration);
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
