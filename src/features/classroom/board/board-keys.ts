import { teams, type LiveMode, type TeamId } from '#domain/live-session.ts';

/** What a key asks of the board. */
export type BoardKey =
  | {
      readonly does:
        'back' | 'next' | 'go-on' | 'draw' | 'curtain' | 'lobby' | 'prompt' | 'tools' | 'help' | 'close';
    }
  | { readonly does: 'hand'; readonly place: number; readonly difference: 1 | -1 }
  | { readonly does: 'call-team'; readonly team: TeamId }
  | { readonly does: 'choose'; readonly key: string }
  | { readonly does: 'turn'; readonly by: 1 | -1 };

export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
}

/** What the room is doing when the key comes. */
export interface KeySituation {
  readonly mode: LiveMode;
  /** The option keys of a question that may still be answered; none elsewhere. */
  readonly askedKeys: readonly string[];
  /** The team that was called to choose. */
  readonly team: TeamId | null;
}

type Command = Exclude<BoardKey['does'], 'hand' | 'call-team' | 'choose' | 'turn'>;

/** Presenters' clickers send PageUp, PageDown and a point. */
const commands: Readonly<Record<string, Command>> = {
  ArrowLeft: 'back',
  PageUp: 'back',
  ArrowRight: 'next',
  PageDown: 'next',
  ' ': 'go-on',
  d: 'draw',
  k: 'curtain',
  '.': 'curtain',
  l: 'lobby',
  p: 'prompt',
  t: 'tools',
  '?': 'help',
  '？': 'help',
  Escape: 'close',
};

export function readBoardKey(press: KeyPress, situation: KeySituation): BoardKey | null {
  const { key, code, shiftKey } = press;
  const { mode, askedKeys, team } = situation;
  const digit = Number(/^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1] ?? 0);
  if (askedKeys.length > 0 && mode === 'one-screen') {
    const called = teams[digit - 1];
    if (called) return { does: 'call-team', team: called };
    if (team !== null) return readTeamKey(key, askedKeys);
  }
  if (digit > 0 && digit <= askedKeys.length && mode === 'hand-count')
    return { does: 'hand', place: digit - 1, difference: shiftKey ? -1 : 1 };
  const does = commands[key.length === 1 ? key.toLowerCase() : key];
  return does ? { does } : null;
}

/** While a team is called, the keys are its own. */
function readTeamKey(key: string, askedKeys: readonly string[]): BoardKey | null {
  if (key === 'Escape') return { does: 'close' };
  if (key === 'ArrowRight' || key === 'ArrowDown') return { does: 'turn', by: 1 };
  if (key === 'ArrowLeft' || key === 'ArrowUp') return { does: 'turn', by: -1 };
  const named = key === '？' ? '?' : key.toUpperCase();
  return [...askedKeys, '?'].includes(named) ? { does: 'choose', key: named } : null;
}
