import { FileClient } from './file-client.ts';

/** Writes what a libsql-server's `/dump` sends into a new database file. */
export async function loadDump(
  server: { readonly url: string; readonly authToken?: string | undefined },
  file: string,
): Promise<void> {
  const headers = server.authToken ? { authorization: `Bearer ${server.authToken}` } : {};
  const answer = await fetch(new URL('/dump', server.url), { headers });
  if (!answer.ok) throw new Error(`The libsql-server answered ${answer.status} to a dump`);
  const dump = await answer.text();
  if (!dump.trimEnd().endsWith('COMMIT;')) throw new Error("The libsql-server's dump is cut short");
  const client = new FileClient(file);
  try {
    await client.executeMultiple(dump);
  } finally {
    client.close();
  }
}
