import { join } from 'node:path';

import type { AstroIntegration } from 'astro';

import { setCatalogue } from './catalogue.ts';
import { projectRoot, readCompiled } from './compiled-file.ts';
import { refreshCatalogue } from './refresh.ts';

/**
 * Checks and compiles content/ before Astro renders a page: a wrong id stops the build with its file and line,
 * prerendered pages find the catalogue in the process, and the server finds it compiled on disk. While
 * developing, a changed file compiles anew.
 */
export function catalogueIntegration(): AstroIntegration {
  return {
    name: 'square-one:catalogue',
    hooks: {
      'astro:config:setup': () => {
        const compiled = readCompiled();
        if (compiled) setCatalogue(compiled);
        else refreshCatalogue();
      },
      'astro:server:setup': ({ server, logger }) => {
        const folder = join(projectRoot, 'content');
        server.watcher.add(folder);
        server.watcher.on('change', (file) => {
          if (!file.startsWith(folder)) return;
          try {
            refreshCatalogue();
          } catch (error) {
            logger.error(error instanceof Error ? error.message : String(error));
          }
        });
      },
    },
  };
}
