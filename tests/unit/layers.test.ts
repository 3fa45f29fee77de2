import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

import { describe, expect, test } from 'vitest';

const project = resolve(import.meta.dirname, '../..');

/** Which rooms a room may import from; itself is always allowed (features: only the same feature). */
const arrows: Record<string, readonly string[]> = {
  domain: [],
  cards: [],
  questions: ['domain', 'ui'],
  games: ['domain', 'ui'],
  catalogue: ['questions', 'games', 'domain'],
  'db/schema': [],
  'db/queries': ['db/schema', 'db', 'domain'],
  db: ['db/schema', 'db/queries', 'domain'],
  record: ['catalogue', 'questions', 'games', 'domain', 'db/queries', 'db/schema', 'db'],
  i18n: ['domain'],
  ui: ['i18n', 'domain'],
  auth: ['db/queries', 'db/schema', 'db', 'domain'],
  features: [
    ...['record', 'auth', 'i18n', 'ui', 'catalogue', 'questions', 'games', 'cards', 'domain'],
    ...['db/queries', 'db/schema', 'db'],
  ],
};
/** The top of the house: may import every room below. */
const top = ['pages', 'server', 'cli', 'middleware.ts', 'content.config.ts', 'env.d.ts'];

/** Packages that only some rooms may import. */
const packages: Record<string, RegExp> = {
  phaser: /^src\/games\/(kit\/|[a-z-]+\/scene)/,
  lucia: /^src\/auth\//,
  'drizzle-orm': /^(db\/|src\/auth\/)/,
  '@libsql/client': /^db\//,
  libsql: /^db\//,
};

interface Import {
  readonly file: string;
  readonly target: string;
}

function importsOf(file: string, text: string): Import[] {
  const found = text.matchAll(/(?:from\s+|import\s*\(\s*|import\s+)['"]([^'"]+)['"]/g);
  return [...found].map((match) => ({ file, target: String(match[1]) }));
}

function roomOf(path: string): string {
  if (path.startsWith('db/schema/')) return 'db/schema';
  if (path.startsWith('db/queries/')) return 'db/queries';
  if (path.startsWith('db/')) return 'db';
  const [, room = '', feature = ''] = path.split('/');
  return room === 'features' ? `features/${feature}` : room;
}

function targetPath({ file, target }: Import): string | null {
  if (target.startsWith('#db/')) return target.replace('#db/', 'db/');
  if (target.startsWith('#')) return target.replace('#', 'src/');
  if (target.startsWith('.')) return relative(project, resolve(project, dirname(file), target));
  return null;
}

function packageProblem({ file, target }: Import): string | null {
  const [scope = '', name = ''] = target.split('/');
  const packageName = scope.startsWith('@') ? `${scope}/${name}` : scope;
  const allowed = packages[packageName];
  return allowed && !allowed.test(file) ? `${file} imports the package ${packageName}` : null;
}

/** The sentence that says what is wrong with an import, or null. */
function problemOf(one: Import): string | null {
  const path = targetPath(one);
  if (path === null) return packageProblem(one);
  if (!path.startsWith('src/') && !path.startsWith('db/')) return null;
  const fileRoom = roomOf(one.file);
  const targetRoom = roomOf(path);
  if (/\.svelte$|\/scene[a-z-]*\.ts$/.test(one.file) && /\.server\.ts$/.test(path))
    return `${one.file} reaches the server through ${path}`;
  if (/\.svelte(\.ts)?$|\/scene[a-z-]*\.ts$/.test(one.file) && /^src\/catalogue\/(?!schema)/.test(path))
    return `${one.file} runs on a pupil's device, and ${path} holds answer keys`;
  if (fileRoom === targetRoom || top.includes(fileRoom)) return null;
  if (top.includes(targetRoom)) return `${one.file} imports upward: ${path}`;
  const allowed = arrows[fileRoom.startsWith('features/') ? 'features' : fileRoom];
  if (!allowed) return `${one.file} lies in a room without a name: ${fileRoom}`;
  return allowed.includes(targetRoom) ? null : `${one.file} may not import ${path}`;
}

function sourceFiles(): string[] {
  return ['src', 'db'].flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|svelte|astro)$/.test(entry.name))
      .map((entry) => relative(project, join(entry.parentPath, entry.name))),
  );
}

describe('the rooms of the house', () => {
  const imports = sourceFiles().flatMap((file) => importsOf(file, readFileSync(join(project, file), 'utf8')));

  test('there are imports to read', () => {
    expect(imports.length).toBeGreaterThan(30);
  });

  test('arrows point down only', () => {
    expect(imports.map(problemOf).filter((problem) => problem !== null)).toEqual([]);
  });

  test.each([
    ['src/domain/mastery.ts', '#db/database.ts'],
    ['src/features/teach/class-page.server.ts', '#features/learn/town.server.ts'],
    ['src/games/little-teller/rules.ts', 'phaser'],
    ['src/features/accounts/sign-in.server.ts', 'lucia'],
    ['src/record/append.server.ts', '#features/learn/answers.server.ts'],
    ['src/games/little-teller/scene.ts', '#record/append.server.ts'],
    ['src/cards/read-frame.ts', '#domain/live-session.ts'],
    ['src/ui/Button.svelte', '#auth/session.server.ts'],
    ['src/features/learn/LessonQuestion.svelte', '#catalogue/catalogue.ts'],
  ])('%s importing %s is caught', (file, target) => {
    expect(problemOf({ file, target })).not.toBeNull();
  });
});
