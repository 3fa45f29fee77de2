import type { Keys } from './keys.server.ts';

/** What the process knows of itself that signing in needs. */
export interface AuthConfig {
  readonly keys: Keys;
  /** The address people type; null on a classroom's own network, where the Host header is believed. */
  readonly siteUrl: URL | null;
  /** Browsers speak https with this very process: cookies are Secure although no SITE_URL says so. */
  readonly speaksTls?: boolean;
}

const holder = globalThis as unknown as Record<symbol, AuthConfig | undefined>;
const key = Symbol.for('square-one.auth-config');

/** The server's entry sets it before it listens; the Astro bundle, which is another one, reads it here. */
export function setAuthConfig(config: AuthConfig): void {
  holder[key] = config;
}

/** Whether browsers come over https, and cookies may be bound to it. */
export function isOverHttps({ siteUrl, speaksTls }: AuthConfig): boolean {
  return speaksTls === true || siteUrl?.protocol === 'https:';
}

export function authConfig(): AuthConfig {
  const found = holder[key];
  if (!found) throw new Error('Signing in is not set up: setAuthConfig() comes first.');
  return found;
}
