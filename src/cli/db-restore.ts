import { basename, resolve } from 'node:path';

import { listBackups } from '#db/backup-files.ts';
import { restoreBackup } from '#db/restore.ts';
import { eraseAgain } from '#record/erase-for-good.server.ts';
import { reachServer } from '#server/control-path.ts';

import { databaseOptions } from './database-options.ts';
import { endWithProblem } from './start-problem-text.ts';

const { dataDir, databaseUrl, args } = databaseOptions();
const [file] = args;

function end(zh: string, en: string): never {
  console.error(`${zh}\n${en}`);
  process.exit(1);
}

if (databaseUrl)
  end(
    '数据在 libsql-server 上：请用备份文件新开一个 libsql-server（见 docs/guides/operators.md）。',
    'The data is on a libsql-server: start a fresh one from the backup (see docs/guides/operators.md).',
  );
if (!file) {
  const found = listBackups(dataDir).map(({ path, bytes }) => `  ${path}  ${(bytes / 1e6).toFixed(1)} MB`);
  end(
    '用法：npm run db:restore -- 备份文件',
    ['Usage: npm run db:restore -- BACKUP', ...(found.length > 0 ? found : ['  (no backup yet)'])].join('\n'),
  );
}
if (await reachServer(dataDir))
  end('服务器正在运行：请先停下它，再恢复。', 'The server is running: stop it first, then restore.');

try {
  const { replaced, erasedAgain } = await restoreBackup({
    dataDir,
    file: resolve(file),
    atMs: Date.now(),
    applyErased: eraseAgain,
  });
  const kept = replaced ? basename(replaced) : '—';
  console.log(`已恢复 ${file}。原来的数据库留在 backups/${kept}；重新删除了 ${erasedAgain} 项。`);
  console.log(
    `Restored ${file}. The former database is backups/${kept}; ${erasedAgain} erasures applied again.`,
  );
} catch (error) {
  endWithProblem(error);
}
