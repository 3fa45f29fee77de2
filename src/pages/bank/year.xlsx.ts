import { yearFile } from '../_bank/year.ts';

export const prerender = false;

export { yearFile as GET };
