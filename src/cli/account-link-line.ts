import type { AccountLinkAnswer } from '#server/account-commands.ts';
import { registerAllCommands } from '#server/all-commands.ts';

import { runCommand } from './control.ts';
import { databaseOptions } from './database-options.ts';
import { endWithProblem } from './start-problem-text.ts';

/** Runs one of the account commands with this terminal's arguments and prints its one-time link. */
export async function printAccountLink(command: 'account:create' | 'account:link'): Promise<void> {
  registerAllCommands();
  try {
    const options = databaseOptions();
    const { email, path, runsAt } = (await runCommand(command, options.args, options)) as AccountLinkAnswer;
    const site = process.env['SITE_URL'] || runsAt || `http://localhost:${process.env['PORT'] || '4321'}`;
    console.log(`${email} 的一次性链接，只能用一次：\nA one-time link for ${email}, which works once:`);
    console.log(new URL(path, site).href);
  } catch (error) {
    endWithProblem(error);
  }
}
