import { resolve } from 'node:path';

import type { AstroIntegration } from 'astro';

import { loadCatalogue, reloadCatalogue } from './load.ts';

const contentFolder = resolve(import.meta.dirname, '../../content');

/**
 * Checks and compiles content/ before Astro renders a page: a wrong id stops the build with its file and line,
 * prerendered pages find the catalogue in the process, and the server finds it compiled on disk. While
 * developing, a changed file compiles anew.
 */
export function catalogueIntegration(): AstroIntegration {
  return {
    name: 'square-one:catalogue',
    hooks: {
      'astro:config:setup': async () => {
        await loadCatalogue();
      },
      'astro:server:setup': ({ server, logger }) => {
        server.watcher.add(contentFolder);
        server.watcher.on('change', (file) => {
          if (!file.startsWith(contentFolder)) return;
          reloadCatalogue().catch((error: unknown) => {
            logger.error(error instanceof Error ? error.message : String(error));
          });
        });
      },
    },
  };
}
