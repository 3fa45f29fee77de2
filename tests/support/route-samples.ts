/** What stands for a parameter of an address, and bodies that get past a route's parser, by pattern. */
export interface RouteSample {
  readonly params?: Readonly<Record<string, string>>;
  /** Fields of a page's form, or the JSON of an API route. */
  readonly body?: Readonly<Record<string, unknown>>;
}

export const sampleParams: Readonly<Record<string, string>> = {
  course: 'little-banker',
  lesson: 'meet-the-renminbi',
  game: 'little-teller',
  n: '1',
};

export const routeSamples: Readonly<Record<string, RouteSample>> = {
  '/sign-in/link/[token]': { body: { next: '/account' } },
  '/api/lessons/[lesson]': { params: { lesson: 'LB02' } },
  '/api/lessons/[lesson]/opened': { params: { lesson: 'LB02' } },
  '/api/lessons/[lesson]/finished': { params: { lesson: 'LB02' } },
};
