import { buildSite } from '#cli/build-site.ts';

/** Browser tests run against what visitors get: the built site. */
export default async function setup(): Promise<void> {
  await buildSite((line) => console.log(line));
}
