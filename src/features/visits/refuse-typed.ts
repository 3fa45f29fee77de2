import { refuseSelling } from '#catalogue/refuse-selling.ts';
import { holdsPersonalData } from '#domain/personal-data.ts';
import { refuse, type Result } from '#domain/result.ts';

/** What an adult typed about a visit sells nothing and names nobody. */
export function refuseTyped(...texts: readonly string[]): Result<null, 'personal-data' | 'sells-something'> {
  return texts.some(holdsPersonalData) ? refuse('personal-data') : refuseSelling(...texts);
}
