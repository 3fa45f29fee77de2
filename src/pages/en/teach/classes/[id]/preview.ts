import { previewAction } from '../../../../_teach/overview.ts';

export const prerender = false;

export const POST = previewAction;
