import { ledgerFile } from '../_bank/ledger.ts';

export const prerender = false;

export { ledgerFile as GET };
