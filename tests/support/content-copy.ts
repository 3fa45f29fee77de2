import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { projectFolder } from '#cli/project-folder.ts';

/** A copy of content/ and of the drawings it names, to plant mistakes in. */
export interface ContentCopy {
  readonly root: string;
  /** Replaces a text that is there once or more; throws when it is not there. */
  replace(file: string, text: string, by: string): void;
  remove(file: string): void;
  dispose(): void;
}

export function copyContent(): ContentCopy {
  const root = mkdtempSync(join(tmpdir(), 'square-one-content-'));
  for (const folder of ['content', 'src/ui/art/cast', 'src/ui/art/lessons'])
    cpSync(join(projectFolder, folder), join(root, folder), { recursive: true });
  return {
    root,
    replace(file, text, by) {
      const before = readFileSync(join(root, file), 'utf8');
      if (!before.includes(text)) throw new Error(`${file} does not hold ${text}`);
      writeFileSync(join(root, file), before.replace(text, by));
    },
    remove(file) {
      rmSync(join(root, file));
    },
    dispose() {
      rmSync(root, { recursive: true, force: true });
    },
  };
}
