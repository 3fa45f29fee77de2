import type { PlayView } from './play-view.ts';

/** What a device shows: one clear thing to do. */
export type PlayStage =
  | 'watch'
  | 'ask'
  | 'kept'
  | 'shown'
  | 'aside'
  | 'faces'
  | 'faces-kept'
  | 'curtain'
  | 'own-pace'
  | 'ended'
  | 'voided';

/** `chosen`: what this seat answered at the room's step, or null. */
export function playStage(view: PlayView, chosen: string | null): PlayStage {
  if (view.over !== 'no') return view.over;
  if (view.curtain) return 'curtain';
  if (view.pace === 'own') return 'own-pace';
  const { kind } = view.step;
  if (kind !== 'question' && kind !== 'faces') return 'watch';
  if (view.revealed) return view.mode === 'devices' || chosen !== null ? 'shown' : 'watch';
  if (view.mode !== 'devices') return 'aside';
  if (kind === 'faces') return chosen === null ? (view.open ? 'faces' : 'watch') : 'faces-kept';
  if (chosen !== null) return 'kept';
  return view.open ? 'ask' : 'watch';
}
