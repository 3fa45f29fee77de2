const loopbackHost = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/;

/**
 * Whether a request that changes something was sent by a page of this site. Browsers say where a page is
 * from in Origin on every such request; one that leaves it out may say `Sec-Fetch-Site: same-origin`.
 * With a SITE_URL only that origin counts (and this machine's own, for whoever looks after it); without one,
 * in a classroom's network, the host the browser asked for.
 */
export function isFromOwnOrigin(headers: Headers, siteUrl: URL | null): boolean {
  const origin = headers.get('origin');
  if (origin === null) return headers.get('sec-fetch-site') === 'same-origin';
  if (siteUrl && origin === siteUrl.origin) return true;
  const host = headers.get('host');
  if (!host || (siteUrl && !loopbackHost.test(host))) return false;
  const from = URL.parse(origin);
  // A default port is left out of Origin, and may stand in Host.
  return from !== null && from.host === (URL.parse(`${from.protocol}//${host}`)?.host ?? null);
}
