import type { LiveMode, LiveStepKind } from './live-session.ts';
import { crewRoles, type CrewRole } from './visit.ts';

/** What one of a visit's crew does at a step; each has its sentence in every language. */
export const duties = [
  ...['greet', 'keep-time', 'hand-back'],
  ...['tell', 'guide', 'ask', 'stage', 'close'],
  ...['turn-pages', 'walk-round', 'count-hands', 'read-cards', 'help-devices', 'call-teams'],
  ...['take-turns', 'hand-out', 'count-faces'],
  ...['note-start', 'note-questions', 'note-beliefs', 'note-end'],
] as const;
export type Duty = (typeof duties)[number];

const byMode = {
  devices: 'help-devices',
  'one-screen': 'call-teams',
  cards: 'read-cards',
  'hand-count': 'count-hands',
} as const satisfies Record<LiveMode, Duty>;

const lecturer = {
  ...{ story: 'tell', explore: 'guide', question: 'ask', game: 'guide', act: 'stage', faces: 'close' },
} as const satisfies Record<LiveStepKind, Duty>;

const assistant = {
  ...{
    story: 'turn-pages',
    explore: 'walk-round',
    game: 'take-turns',
    act: 'hand-out',
    faces: 'count-faces',
  },
} as const satisfies Partial<Record<LiveStepKind, Duty>>;

export function dutyOf(role: CrewRole, kind: LiveStepKind, mode: LiveMode): Duty {
  switch (role) {
    case 'lecturer':
      return lecturer[kind];
    case 'assistant':
      return kind === 'question' ? byMode[mode] : assistant[kind];
    case 'recorder':
      if (kind === 'story') return 'note-start';
      if (kind === 'faces') return 'note-end';
      return kind === 'question' ? 'note-beliefs' : 'note-questions';
    case 'captain':
      if (kind === 'story') return 'greet';
      return kind === 'faces' ? 'hand-back' : 'keep-time';
  }
}

/** Who stands in where nobody has a role, the first who is there. */
const standIns: Readonly<Record<CrewRole, readonly CrewRole[]>> = {
  captain: ['lecturer', 'assistant', 'recorder'],
  lecturer: ['captain', 'assistant', 'recorder'],
  assistant: ['captain', 'recorder', 'lecturer'],
  recorder: ['captain', 'assistant', 'lecturer'],
};

/** A crew as it is listed: the captain first. */
export function inOrderOfRoles<Member extends { readonly role: CrewRole }>(
  crew: readonly Member[],
): readonly Member[] {
  return crewRoles.flatMap((role) => crew.filter((member) => member.role === role));
}

export interface DutyAt<Member> {
  readonly role: CrewRole;
  readonly duty: Duty;
  readonly members: readonly Member[];
}

/** Who of the crew does what at a step: every role's duty is somebody's as long as anybody came. */
export function dutiesAt<Member extends { readonly role: CrewRole }>(
  crew: readonly Member[],
  kind: LiveStepKind,
  mode: LiveMode,
): readonly DutyAt<Member>[] {
  const having = (role: CrewRole): readonly Member[] => crew.filter((member) => member.role === role);
  return (['lecturer', 'assistant', 'recorder', 'captain'] as const).map((role) => {
    const standIn = [role, ...standIns[role]].find((one) => having(one).length > 0);
    return { role, duty: dutyOf(role, kind, mode), members: standIn ? having(standIn) : [] };
  });
}
