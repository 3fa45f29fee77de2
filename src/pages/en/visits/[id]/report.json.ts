import { reportJson } from '../../../_visits/report.ts';

export const prerender = false;

export const GET = reportJson;
