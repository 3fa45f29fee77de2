import type { Words } from '../index.ts';
import { common } from './common.ts';

export const en: Words = { common };
