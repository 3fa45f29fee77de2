import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { compressStaticFiles } from './compress-static-files.ts';
import { projectFolder } from './project-folder.ts';

const inputs = ['src', 'content', 'public', 'db', 'astro.config.ts', 'svelte.config.js', 'package-lock.json'];
const mark = 'dist/built-from.txt';

function hashOfInputs(): string {
  const hash = createHash('sha256').update(process.env['SITE_URL'] ?? '');
  const add = (path: string): void => {
    hash.update(path).update(readFileSync(join(projectFolder, path)));
  };
  for (const input of inputs) {
    const path = join(projectFolder, input);
    if (!existsSync(path)) continue;
    if (input.includes('.')) {
      add(input);
      continue;
    }
    const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const files = entries.map((entry) => join(entry.parentPath, entry.name).slice(projectFolder.length + 1));
    for (const file of files.sort()) add(file);
  }
  return hash.digest('hex');
}

/** Builds the site unless what lies in dist/ was built from the very same files. Rejects when the build fails. */
export async function buildSite(say: (line: string) => void): Promise<void> {
  const wanted = hashOfInputs();
  const file = join(projectFolder, mark);
  if (existsSync(file) && readFileSync(file, 'utf8') === wanted) return;
  say('正在生成网站（约半分钟）…  Building the site (about half a minute)…');
  await new Promise<void>((resolve, reject) => {
    const log: Buffer[] = [];
    const child = spawn(process.execPath, ['node_modules/astro/bin/astro.mjs', 'build'], {
      cwd: projectFolder,
      env: { ...process.env, NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (chunk: Buffer) => log.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => log.push(chunk));
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The build failed:\n${Buffer.concat(log).toString()}`));
    });
  });
  compressStaticFiles(join(projectFolder, 'dist/client'), join(projectFolder, 'dist/compressed'));
  writeFileSync(file, wanted);
}
