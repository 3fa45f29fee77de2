import { projectFolder } from '#cli/project-folder.ts';

import { serve } from './serve.ts';
import { readSettings } from './settings.ts';
import { explainStart } from './start-words.ts';
import { stopOnSignals } from './stop-on-signals.ts';

const settings = readSettings(process.env, projectFolder);
if (!settings.ok) {
  const { name, zh, en } = settings.problem;
  console.error(`${name}：${zh}\n${name} ${en}`);
  process.exit(78);
}
try {
  const running = await serve(settings.value);
  stopOnSignals(running);
  console.log(`listening on ${running.address.replace('localhost', '127.0.0.1')}`);
} catch (error) {
  console.error(explainStart(error, settings.value));
  process.exit(78);
}
