import { ok, refuse, type Result } from '#domain/result.ts';

/** What may follow `npm start --`. */
export interface StartFlags {
  /** For a room's network: this computer's address, a data folder of its own, no demo. */
  readonly lan: boolean;
  /** With `lan`: https with a certificate that the server makes itself. */
  readonly tls: boolean;
}

type FlagProblem =
  | { readonly code: 'unknownFlag'; readonly flag: string }
  | { readonly code: 'tlsNeedsLan' }
  | { readonly code: 'flagEatenByNpm' };

/** Reads the arguments of `npm start`; the problem is a key of the words' area `lan`. */
export function readStartFlags(
  args: readonly string[],
  env: Record<string, string | undefined>,
): Result<StartFlags, FlagProblem> {
  const unknown = args.find((arg) => arg !== '--lan' && arg !== '--tls');
  if (unknown !== undefined) return refuse({ code: 'unknownFlag', flag: unknown });
  const lan = args.includes('--lan');
  const tls = args.includes('--tls');
  // `npm start --lan` without the `--` before it: npm takes it for its own -l -a -n, and the program sees nothing.
  const npmTookIt = env['npm_config_long'] === 'true' && env['npm_config_all'] === 'true';
  if (!lan && (npmTookIt || env['npm_config_lan'] !== undefined || env['npm_config_tls'] !== undefined))
    return refuse({ code: 'flagEatenByNpm' });
  if (tls && !lan) return refuse({ code: 'tlsNeedsLan' });
  return ok({ lan, tls });
}
