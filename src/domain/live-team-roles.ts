import { teams, type TeamId } from './live-session.ts';

/** What the four members of a team do at one question: one reads, one looks for clues, one taps, one gives the reason. */
export const teamRoles = ['reader', 'seeker', 'tapper', 'speaker'] as const;
export type TeamRole = (typeof teamRoles)[number];

/** Member 1..4 of every team → role at the `question`-th question of the lesson (from 0): each has every role in four. */
export function rolesAt(question: number): readonly TeamRole[] {
  return teamRoles.map((_, member) => teamRoles[(member + question) % teamRoles.length] ?? 'reader');
}

/** The member 1..4 who has a team's `role`-th role (from 0) at a turn: another one each time the team comes again. */
export function memberAt(turn: number, role: number): number {
  const comings = Math.floor(turn / teams.length);
  return ((turn + comings + role) % teamRoles.length) + 1;
}

/** Whose turn it is at the `turn`-th turn (from 0) of something that teams do one after another. */
export function teamAt(turn: number): TeamId {
  return teams[((turn % teams.length) + teams.length) % teams.length] ?? 'square';
}
