import astro from 'eslint-plugin-astro';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import typescript from 'typescript-eslint';

import svelteConfig from './svelte.config.js';

const clock = [
  'Date',
  'performance',
  'setTimeout',
  'setInterval',
  'fetch',
  'localStorage',
  'document',
  'window',
];

export default defineConfig(
  { ignores: ['dist/', '.astro/', '.cache/', 'data/', 'shots/', 'db/migrations/', 'public/', '**/*.mdx'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...typescript.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  ...astro.configs['flat/recommended'],
  ...astro.configs['flat/jsx-a11y-recommended'],
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.node },
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte', '.astro'],
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // Text is measured and drawn sign by sign: code points are what is meant.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      eqeqeq: ['error', 'always'],
      'no-console': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: typescript.parser, svelteConfig } },
    rules: {
      // The HTML that is inserted is written by the build (pinyin, highlighted prose), never by a person at run time.
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/require-each-key': 'error',
    },
  },
  {
    // Astro's and Svelte's compilers type these files; type-aware rules see `any` at their borders.
    files: ['**/*.astro', '**/*.astro/*.ts', '**/*.svelte', '**/*.mjs', '**/*.js'],
    ...typescript.configs.disableTypeChecked,
  },
  {
    files: ['src/domain/**/*.ts', 'src/games/*/rules*.ts', 'src/questions/*/kind.ts'],
    rules: {
      'no-restricted-globals': ['error', ...clock],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Seeds are arguments: games/kit/random.ts.' },
      ],
    },
  },
  {
    files: ['src/games/*/rules*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['random', 'pow', 'exp', 'log', 'sqrt', 'sin', 'cos', 'tan'].map((property) => ({
          object: 'Math',
          property,
          message: 'Rules use integers and + − × ÷ only, so that every engine agrees.',
        })),
      ],
    },
  },
);
