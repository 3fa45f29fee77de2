/** One address as it was served. */
export interface Served {
  readonly file: string;
  readonly text: string;
}

const links =
  /(?:href|src|component-url|renderer-url|action)="(\/[^"#]*)|url\(["']?(\/[^"')]+)|["'(](\.{0,2}\/[\w./-]+\.(?:js|css|json|svg))["')]/g;

/**
 * Everything a visitor with this cookie can reach from `starts` on one site: pages, scripts, styles, drawings,
 * answers of GET routes. Fonts are passed over by name only, never by content.
 */
export async function crawl(origin: string, cookie: string, starts: readonly string[]): Promise<Served[]> {
  const waiting = [...starts];
  const seen = new Set<string>(starts);
  const served: Served[] = [];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const response = await fetch(origin + path, { headers: { cookie }, redirect: 'manual' });
    const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
    const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
    served.push({ file: path, text: `${headers}\n${text}` });
    const type = response.headers.get('content-type') ?? '';
    const found = /html|javascript|css|json/.test(type)
      ? [...text.matchAll(links)].flatMap(([, page, asset, part]) => page ?? asset ?? part ?? [])
      : [];
    const moved = response.headers.get('location');
    for (const link of moved ? [...found, moved] : found) {
      const { pathname, search, origin: itsOrigin } = new URL(link.replaceAll('&amp;', '&'), origin + path);
      const next = pathname + search;
      if (itsOrigin !== new URL(origin).origin || seen.has(next) || /\.woff2?$|^\/api\/leave/.test(pathname))
        continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return served;
}
