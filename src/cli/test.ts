import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { buildSite } from './build-site.ts';
import { projectFolder } from './project-folder.ts';

interface Step {
  readonly name: string;
  readonly run: () => Promise<number>;
}

function node(...args: string[]): () => Promise<number> {
  return () =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
        cwd: projectFolder,
        stdio: 'inherit',
        env: { ...process.env, NODE_ENV: '', ASTRO_TELEMETRY_DISABLED: '1' },
      });
      child.on('exit', (code) => resolve(code ?? 1));
    });
}

async function build(): Promise<number> {
  try {
    await buildSite((line) => console.log(line));
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

/**
 * A busy machine can make a browser late in one file of many. Files that failed run once more, alone, and are
 * named; what fails again fails.
 */
async function runBrowserTests(): Promise<number> {
  const report = join(mkdtempSync(join(tmpdir(), 'square-one-report-')), 'browser.json');
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'browser'];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await node(...vitest, ...reporters)();
  if (code === 0) return 0;
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    testResults: readonly { name: string; status: string }[];
  };
  const failed = testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);
  if (failed.length === 0 || failed.length > mostSecondTries) return code;
  console.log(`\nOnce more, alone:\n${failed.join('\n')}`);
  const second = await node(...vitest, ...failed)();
  if (second === 0) console.log(`\nFailed at first and passed alone: ${failed.join(', ')}`);
  return second;
}

/** More files than this failing at once is no accident. */
const mostSecondTries = 3;

/** Cheap checks first; the browser comes last, on the site that was built from these very files. */
const steps: readonly Step[] = [
  {
    name: 'format',
    run: node('node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
  },
  { name: 'content', run: node('src/cli/content-check.ts') },
  { name: 'build', run: build },
  { name: 'types', run: node('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json') },
  {
    name: 'types of pure rules',
    run: node('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.pure.json'),
  },
  { name: 'types of pages', run: node('node_modules/astro/bin/astro.mjs', 'check') },
  {
    name: 'types of components',
    run: node(
      'node_modules/svelte-check/bin/svelte-check',
      '--tsconfig',
      './tsconfig.json',
      '--threshold',
      'error',
    ),
  },
  { name: 'lint', run: node('node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0') },
  { name: 'dead code', run: node('node_modules/knip/bin/knip.js') },
  {
    name: 'tests',
    run: node('node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', '--project', 'database'),
  },
  { name: 'faults, short', run: node('src/cli/test-faults.ts', '--cycles', '12') },
  { name: 'sizes', run: node('src/cli/size.ts') },
  { name: 'tests in a browser', run: runBrowserTests },
];

const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? steps : steps.filter(({ name }) => wanted.includes(name));
const failed: string[] = [];
for (const [index, { name, run }] of chosen.entries()) {
  console.log(`\n── ${index + 1}/${chosen.length} ${name} ──`);
  const startedMs = performance.now();
  const code = await run();
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${((performance.now() - startedMs) / 1000).toFixed(0)} s)`);
  if (code !== 0) failed.push(name);
}
if (failed.length > 0) console.log(`\nFailed: ${failed.join(', ')}`);
console.log(`\n${chosen.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length === 0 ? 0 : 1);
