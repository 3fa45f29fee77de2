import { ok, refuse, type Result } from '#domain/result.ts';

/** What may follow `npm start --`. */
export interface StartFlags {
  /** For a room's network: this computer's address, a data folder of its own, no demo. */
  readonly lan: boolean;
  /** With `lan`: https with a certificate that the server makes itself. */
  readonly tls: boolean;
  /** The file of a visit that this computer runs without internet; null for the whole site. */
  readonly visitFile: string | null;
}

type FlagProblem =
  | { readonly code: 'unknownFlag'; readonly flag: string }
  | { readonly code: 'tlsNeedsLan' }
  | { readonly code: 'flagEatenByNpm' }
  | { readonly code: 'visitNeedsFile' };

/** Reads the arguments of `npm start`; the problem is a key of the words' area `lan`. */
export function readStartFlags(
  args: readonly string[],
  env: Record<string, string | undefined>,
): Result<StartFlags, FlagProblem> {
  const { rest, visitFile } = takeVisit(args);
  if (visitFile === '') return refuse({ code: 'visitNeedsFile' });
  const unknown = rest.find((arg) => arg !== '--lan' && arg !== '--tls');
  if (unknown !== undefined) return refuse({ code: 'unknownFlag', flag: unknown });
  const lan = rest.includes('--lan');
  const tls = rest.includes('--tls');
  // `npm start --lan` without the `--` before it: npm takes it for its own -l -a -n, and the program sees nothing.
  const npmTookIt = env['npm_config_long'] === 'true' && env['npm_config_all'] === 'true';
  const eaten = ['npm_config_lan', 'npm_config_tls', 'npm_config_visit'];
  if (args.length === 0 && (npmTookIt || eaten.some((name) => env[name] !== undefined)))
    return refuse({ code: 'flagEatenByNpm' });
  if (tls && !lan) return refuse({ code: 'tlsNeedsLan' });
  return ok({ lan, tls, visitFile });
}

/** `--visit FILE` or `--visit=FILE`; empty when the file is missing. */
function takeVisit(args: readonly string[]): { rest: readonly string[]; visitFile: string | null } {
  const at = args.findIndex((arg) => arg === '--visit' || arg.startsWith('--visit='));
  const flag = args[at];
  if (flag === undefined) return { rest: args, visitFile: null };
  const named = flag === '--visit' ? args[at + 1] : flag.slice('--visit='.length);
  const isFile = named !== undefined && !named.startsWith('--');
  const rest = args.filter((_, index) => index !== at && !(flag === '--visit' && isFile && index === at + 1));
  return { rest, visitFile: isFile ? named : '' };
}
