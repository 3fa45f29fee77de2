import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder with package.json, wherever a command was called from. */
export const projectFolder = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
