import type { Backup } from '#db/backup.ts';
import { registerAllCommands } from '#server/all-commands.ts';

import { runCommand } from './control.ts';
import { databaseOptions } from './database-options.ts';
import { endWithProblem } from './start-problem-text.ts';

registerAllCommands();
try {
  const { path, bytes, pauseMs } = (await runCommand('backup', [], databaseOptions())) as Backup;
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  console.log(`备份完成并已校验：${path}（${size}，服务停顿 ${pauseMs.toFixed(0)} 毫秒）`);
  console.log(`Backed up and checked: ${path} (${size}, the server paused for ${pauseMs.toFixed(0)} ms)`);
} catch (error) {
  endWithProblem(error);
}
