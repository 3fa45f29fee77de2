import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { readForm, readJson } from '#server/request-body.ts';

const schema = z.object({ name: z.string(), count: z.int() });
const post = (body: BodyInit, type = 'application/json'): Request =>
  new Request('http://site.test/', { method: 'POST', body, headers: { 'content-type': type } });
const badInput = { ok: false, problem: 'bad-input' };

describe('bodies', () => {
  test('a body of the right shape is read', async () => {
    const read = await readJson(post('{"name":"a","count":1}'), schema);
    expect(read).toEqual({ ok: true, value: { name: 'a', count: 1 } });
  });

  test.each([
    ['an unknown key', '{"name":"a","count":1,"more":1}'],
    ['__proto__', '{"name":"a","count":1,"__proto__":{"admin":true}}'],
    ['an array for a number', '{"name":"a","count":[1]}'],
    ['2^53', '{"name":"a","count":9007199254740993}'],
    ['NaN', '{"name":"a","count":NaN}'],
    ['an array', '[]'],
    ['nothing', ''],
    ['deep nesting', '['.repeat(30_000)],
  ])('%s is refused', async (_title, body) => {
    expect(await readJson(post(body), schema)).toEqual(badInput);
  });

  test('a body over the limit is refused, and one whose length is not told as soon as it is passed', async () => {
    const tooLarge = { ok: false, problem: 'body-too-large' };
    const long = JSON.stringify({ name: 'a'.repeat(70_000), count: 1 });
    expect(await readJson(post(long), schema)).toEqual(tooLarge);
    let chunks = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        chunks += 1;
        controller.enqueue(new Uint8Array(16_384).fill(97));
      },
    });
    const endless = new Request('http://site.test/', {
      method: 'POST',
      body: stream,
      duplex: 'half',
    } as RequestInit);
    expect(await readJson(endless, schema)).toEqual(tooLarge);
    expect(chunks).toBeLessThan(8);
  });

  test('a form is read strictly too', async () => {
    const form = z.object({ email: z.string() });
    const type = 'application/x-www-form-urlencoded';
    expect(await readForm(post('email=a%40b', type), form)).toEqual({ ok: true, value: { email: 'a@b' } });
    expect(await readForm(post('email=a&admin=1', type), form)).toEqual(badInput);
    expect(await readForm(post('email=a', 'text/plain'), form)).toEqual(badInput);
  });
});
