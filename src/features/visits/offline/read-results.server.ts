import { gunzipSync } from 'node:zlib';

import { ok, refuse, type Result } from '#domain/result.ts';
import { resultsSchema, type VisitResults } from '#domain/visit-results.ts';

/** Largest file that is taken, as it travels; a whole day of a class of sixty is a fifth of it. */
export const mostResultBytes = 900 * 1024;
/** And as it is when it is unpacked, so that a small file cannot become a huge one. */
const mostUnpackedBytes = 24 * 1024 * 1024;

/** Reads a results file, packed as it was made or unpacked by a computer that meant well. */
export function readResults(
  bytes: Uint8Array,
): Result<VisitResults, 'file-too-large' | 'file-unreadable' | 'file-altered'> {
  if (bytes.byteLength > mostResultBytes) return refuse('file-too-large');
  let input: unknown;
  try {
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const plain = isPacked ? gunzipSync(bytes, { maxOutputLength: mostUnpackedBytes }) : bytes;
    input = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain));
  } catch (error) {
    return refuse(
      (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'file-too-large' : 'file-unreadable',
    );
  }
  if ((input as { format?: unknown } | null)?.format !== 'square-one-visit-results')
    return refuse('file-unreadable');
  const parsed = resultsSchema.safeParse(input);
  return parsed.success ? ok(parsed.data) : refuse('file-altered');
}
