import { setTimeout as sleep } from 'node:timers/promises';

import { FileClient } from '#db/file-client.ts';

// Another process that asks for a file's lock for some milliseconds; prints what it met, as counts by code.
const [file = '', forMs = '3000'] = process.argv.slice(2);
const met: Record<string, number> = {};
const until = performance.now() + Number(forMs);

function ask(): string {
  let client: FileClient | undefined;
  try {
    client = new FileClient(file);
    client.run('BEGIN IMMEDIATE');
    client.run('ROLLBACK');
    return 'locked';
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    client?.close();
  }
}

while (performance.now() < until) {
  const code = ask();
  met[code] = (met[code] ?? 0) + 1;
  await sleep(15);
}
console.log(JSON.stringify(met));
