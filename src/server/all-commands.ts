import { accountCreateCommand, accountLinkCommand } from './account-commands.ts';
import { backupCommand } from './backup-command.ts';
import { registerCommand } from './commands.ts';
import { rebuildCommand } from './rebuild-command.ts';

/** Every command that a terminal may ask of the server, in one list: the server and the CLI both call this. */
export function registerAllCommands(): void {
  registerCommand('account:create', accountCreateCommand);
  registerCommand('account:link', accountLinkCommand);
  registerCommand('backup', backupCommand);
  registerCommand('projections:rebuild', rebuildCommand);
}
