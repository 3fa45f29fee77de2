/** A file to keep: browsers save it under this name, which is plain ASCII. */
export function attachment(body: string | Uint8Array, name: string, type: string): Response {
  return new Response(body as BodyInit, {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  });
}
