import { common } from './common.ts';

export const zh = { common };
