import type { APIContext, APIRoute } from 'astro';
import type { z } from 'zod';

import type { ProblemCode } from '#domain/problems.ts';
import type { Result } from '#domain/result.ts';

import { problemResponse } from './refusal.ts';
import { readJson } from './request-body.ts';

type Answer = Result<unknown, ProblemCode>;

/**
 * One way to write an API route. `export const POST = apiRoute({ body: schema, handle })` parses the JSON
 * body (64 KB, unknown keys refused) and answers the Result: its value as JSON with 200, or its problem with
 * the problem's status. Who may call it stands in domain/route-rights.ts; the middleware has checked that,
 * and turns a storage that refuses into 503.
 */
export function apiRoute<Schema extends z.ZodType>(route: {
  body: Schema;
  maxBytes?: number;
  handle: (context: APIContext, body: z.output<Schema>) => Answer | Promise<Answer>;
}): APIRoute;
export function apiRoute(route: { handle: (context: APIContext) => Answer | Promise<Answer> }): APIRoute;
export function apiRoute(route: {
  body?: z.ZodType;
  maxBytes?: number;
  handle: (context: APIContext, body?: unknown) => Answer | Promise<Answer>;
}): APIRoute {
  return async (context) => {
    if (!route.body) return respond(await route.handle(context));
    const body = await readJson(context.request, route.body, route.maxBytes);
    return respond(body.ok ? await route.handle(context, body.value) : body);
  };
}

function respond(answer: Answer): Response {
  return answer.ok ? Response.json(answer.value) : problemResponse(answer.problem);
}
