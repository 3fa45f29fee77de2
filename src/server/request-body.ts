import { z } from 'zod';

import { ok, refuse, type Result } from '#domain/result.ts';

type BodyProblem = 'bad-input' | 'body-too-large';

/** Most that a JSON body or a form may weigh, unless its route says otherwise. */
const usualBodyBytes = 64 * 1024;

/** The body as text, read no further than `maxBytes` whatever its Content-Length claims. */
async function readText(request: Request, maxBytes: number): Promise<Result<string, BodyProblem>> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return refuse('body-too-large');
  if (!request.body) return ok('');
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return refuse('body-too-large');
    text += decoder.decode(chunk, { stream: true });
  }
  return ok(text + decoder.decode());
}

/** A schema compiles itself at its first use, which costs more than reading a body: the strict one is kept. */
const strictOnes = new WeakMap<z.ZodType, z.ZodType>();

function strictOf(schema: z.ZodType): z.ZodType {
  if (!(schema instanceof z.ZodObject)) return schema;
  const known = strictOnes.get(schema);
  if (known) return known;
  const strict = schema.strict();
  strictOnes.set(schema, strict);
  return strict;
}

function parse<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): Result<z.output<Schema>, BodyProblem> {
  const parsed = strictOf(schema).safeParse(input);
  return parsed.success ? ok(parsed.data as z.output<Schema>) : refuse('bad-input');
}

/** A JSON body as its schema has it; unknown keys of a top-level object are refused. */
export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  maxBytes: number = usualBodyBytes,
): Promise<Result<z.output<Schema>, BodyProblem>> {
  const text = await readText(request, maxBytes);
  if (!text.ok) return text;
  let input: unknown;
  try {
    input = JSON.parse(text.value);
  } catch {
    return refuse('bad-input');
  }
  return parse(schema, input);
}

/**
 * A form's fields as its schema has them: strings, the last value of a name that comes twice.
 * Unknown fields are refused. Multipart bodies (uploads) are not read here.
 */
export async function readForm<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  maxBytes: number = usualBodyBytes,
): Promise<Result<z.output<Schema>, BodyProblem>> {
  if (!request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')) {
    return refuse('bad-input');
  }
  const text = await readText(request, maxBytes);
  if (!text.ok) return text;
  return parse(schema, Object.fromEntries(new URLSearchParams(text.value)));
}
