import { rebuildProjections } from '#record/rebuild.server.ts';

import type { Command } from './commands.ts';

/** `projections:rebuild`: folds the log again, class by class, while the server goes on. */
export const rebuildCommand: Command = async ({ database, progress }) =>
  rebuildProjections(database, ({ classes, classesDone, events, eventsDone }) => {
    progress(`${classesDone}/${classes} 个班级 classes, ${eventsDone}/${events} 条记录 events`);
  });
