/** A path of this site out of what a form or an address claims, or the fallback: never another site. */
export function safePath(claimed: string | null | undefined, fallback: string): string {
  if (!claimed?.startsWith('/')) return fallback;
  const here = 'http://this-site.invalid';
  const url = URL.parse(claimed, here);
  if (url?.origin !== here || url.pathname.startsWith('//')) return fallback;
  return url.pathname + url.search;
}
