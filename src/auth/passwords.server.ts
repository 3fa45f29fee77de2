import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** OWASP's floor for argon2id: 19 MiB, two passes, one lane. */
const memoryKib = 19 * 1024;
const passes = 2;
const parallelism = 1;
const tagLength = 32;

/** Each hash takes 19 MiB and a thread of Node's pool: two at a time leave the answers of pupils their own. */
const hashesAtOnce = 2;
/** Who waits longer than this many hashes is told to try again, rather than to time out. */
const longestQueue = 200;

const derive = promisify(argon2);
let running = 0;
const waiting: (() => void)[] = [];

export class TooManyHashes extends Error {
  override readonly name = 'TooManyHashes';
}

async function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  if (running >= hashesAtOnce) {
    if (waiting.length >= longestQueue) throw new TooManyHashes('Too many passwords wait to be checked.');
    await new Promise<void>((resume) => waiting.push(resume));
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

async function tagOf(password: string, nonce: Buffer, settings: Settings): Promise<Buffer> {
  return inTurn(() =>
    derive('argon2id', {
      message: Buffer.from(password.normalize('NFKC'), 'utf8'),
      nonce,
      memory: settings.memoryKib,
      passes: settings.passes,
      parallelism: settings.parallelism,
      tagLength,
    }),
  );
}

interface Settings {
  readonly memoryKib: number;
  readonly passes: number;
  readonly parallelism: number;
}

const encode = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** The PHC string of a password: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await tagOf(password, nonce, { memoryKib, passes, parallelism });
  return `$argon2id$v=19$m=${memoryKib},t=${passes},p=${parallelism}$${encode(nonce)}$${encode(tag)}`;
}

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Takes as long for an account that has no password (`stored` null) or does not exist as for a wrong one. */
export async function passwordIsRight(password: string, stored: string | null): Promise<boolean> {
  const parts = stored === null ? null : phc.exec(stored);
  if (!parts) {
    await tagOf(password, Buffer.alloc(16), { memoryKib, passes, parallelism });
    return false;
  }
  const [, memory, time, lanes, salt, hash] = parts as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const tag = await tagOf(password, Buffer.from(salt, 'base64'), {
    memoryKib: Number(memory),
    passes: Number(time),
    parallelism: Number(lanes),
  });
  const expected = Buffer.from(hash, 'base64');
  return expected.length === tag.length && timingSafeEqual(expected, tag);
}
