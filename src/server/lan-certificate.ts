import { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';

const dayMs = 24 * 60 * 60 * 1000;
/** Browsers distrust a certificate that lives longer, even one that somebody chose to trust. */
const lifetimeMs = 397 * dayMs;
/** One that ends within a month may end in the middle of a lesson series. */
const renewBeforeMs = 30 * dayMs;

export interface LanCertificate {
  readonly key: string;
  readonly cert: string;
}

/**
 * The certificate for this computer's names in a room's network, from `lan-tls.pem` in the data folder (0600).
 * Made at the first start, and anew when the addresses are others or its end is near; kept otherwise, so that a
 * browser that was told to trust it once stays content.
 */
export async function loadLanCertificate(
  dataDir: string,
  addresses: readonly string[],
  nowMs: number,
): Promise<LanCertificate> {
  const path = join(dataDir, 'lan-tls.pem');
  const names = ['localhost', '127.0.0.1', ...addresses];
  const kept = existsSync(path) ? splitPem(readFileSync(path, 'utf8')) : null;
  if (kept && covers(kept.cert, names, nowMs)) return kept;
  const made = await makeCertificate(names, nowMs);
  mkdirSync(dataDir, { recursive: true });
  // A file that stands keeps its rights when it is written over.
  rmSync(path, { force: true });
  writeFileSync(path, `${made.key}\n${made.cert}\n`, { mode: 0o600, flag: 'wx' });
  return made;
}

/** Whether a certificate is valid at this time, for a month more, and for each of the names. */
export function covers(cert: string, names: readonly string[], nowMs: number): boolean {
  const read = new X509Certificate(cert);
  const lives = Date.parse(read.validFrom) <= nowMs && nowMs + renewBeforeMs < Date.parse(read.validTo);
  return lives && names.every((name) => (isIP(name) ? read.checkIP(name) : read.checkHost(name)));
}

function splitPem(text: string): LanCertificate | null {
  const [key] = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/.exec(text) ?? [];
  const [cert] = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(text) ?? [];
  return key && cert ? { key, cert } : null;
}

async function makeCertificate(names: readonly string[], nowMs: number): Promise<LanCertificate> {
  const { generate } = await import('selfsigned');
  const made = await generate([{ name: 'commonName', value: 'Square One' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // Tablets that have stood in a cupboard are behind.
    notBeforeDate: new Date(nowMs - 7 * dayMs),
    notAfterDate: new Date(nowMs - 7 * dayMs + lifetimeMs),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: names.map((name) => (isIP(name) ? { type: 7, ip: name } : { type: 2, value: name })),
      },
    ],
  });
  return { key: made.private.trim(), cert: made.cert.trim() };
}
