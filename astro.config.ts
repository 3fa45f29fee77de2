import mdx from '@astrojs/mdx';
import { unified } from '@astrojs/markdown-remark';
import node from '@astrojs/node';
import svelte from '@astrojs/svelte';
import { defineConfig, passthroughImageService } from 'astro/config';
import remarkCjkFriendly from 'remark-cjk-friendly';

import { catalogueIntegration } from './src/catalogue/astro-integration.ts';
import { lessonMarkdown } from './src/catalogue/lesson-markdown.ts';

const siteUrl = process.env['SITE_URL'];
const lessons = lessonMarkdown();

export default defineConfig({
  ...(siteUrl ? { site: siteUrl } : {}),
  output: 'server',
  adapter: node({ mode: 'middleware', bodySizeLimit: 1024 * 1024 }),
  session: false,
  image: { service: passthroughImageService() },
  integrations: [catalogueIntegration(), svelte(), mdx()],
  markdown: {
    processor: unified({
      remarkPlugins: [remarkCjkFriendly, ...lessons.remarkPlugins],
      rehypePlugins: [...lessons.rehypePlugins],
    }),
    syntaxHighlight: false,
  },
  compressHTML: true,
  trailingSlash: 'never',
  i18n: {
    defaultLocale: 'zh-CN',
    locales: ['zh-CN', 'en'],
    routing: { prefixDefaultLocale: false },
  },
  build: { inlineStylesheets: 'never', format: 'file' },
  security: {
    csp: {
      directives: [
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
      ],
    },
    // The middleware checks the origin of every kind of body, JSON too.
    checkOrigin: false,
  },
  vite: {
    // Inlined fonts and pictures would need `data:` in the policy, and weigh on every page that may show them.
    build: { assetsInlineLimit: 0 },
    // A file of its own: a change of ours leaves Phaser in the cache of a school's tablets.
    environments: {
      client: {
        build: {
          rolldownOptions: {
            output: {
              codeSplitting: { groups: [{ name: 'phaser', test: /node_modules[\\/]phaser[\\/]/ }] },
            },
          },
        },
      },
    },
  },
  devToolbar: { enabled: false },
  prefetch: false,
});
