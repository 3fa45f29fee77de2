import { registerAllCommands } from '#server/all-commands.ts';

import { runCommand } from './control.ts';
import { databaseOptions } from './database-options.ts';
import { endWithProblem } from './start-problem-text.ts';

registerAllCommands();
try {
  await runCommand('projections:rebuild', [], databaseOptions());
  console.log('统计已按记录重新算好。\nThe projections were rebuilt from the log.');
} catch (error) {
  endWithProblem(error);
}
