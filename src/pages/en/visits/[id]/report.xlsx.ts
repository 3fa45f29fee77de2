import { reportXlsx } from '../../../_visits/report.ts';

export const prerender = false;

export const GET = reportXlsx;
