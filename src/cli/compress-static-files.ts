import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const compressible = /\.(html|css|js|mjs|json|svg|txt|webmanifest)$/;
/** Below it, the head of an answer outweighs what compression saves. */
const smallestBytes = 512;

/** Writes `FILE.gz` and `FILE.br` of every text below `from` into `to`, once a build, so that no start waits for it. */
export function compressStaticFiles(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !compressible.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    const body = readFileSync(file);
    if (body.length < smallestBytes) continue;
    const copy = join(to, relative(from, file));
    mkdirSync(dirname(copy), { recursive: true });
    writeFileSync(`${copy}.gz`, gzipSync(body, { level: 9 }));
    writeFileSync(`${copy}.br`, brotliCompressSync(body, { params }));
  }
}
