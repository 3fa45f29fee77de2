import type { Words } from '../index.ts';
import { classroom } from './classroom.ts';
import { common } from './common.ts';
import { desk } from './desk.ts';
import { learn } from './learn.ts';
import { problems } from './problems.ts';

export const en: Words = { classroom, common, desk, learn, problems };
