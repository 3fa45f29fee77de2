import { printAccountLink } from './account-link-line.ts';

await printAccountLink('account:link');
