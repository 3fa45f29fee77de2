import type { teamGames as zh } from '../zh/team-games.ts';

export const teamGames: typeof zh = {
  teams: { square: 'Square team', circle: 'Circle team', triangle: 'Triangle team', diamond: 'Diamond team' },
  turn: '{team}’s turn',
  come: '{team}, come up, please',
  roles: 'Who does what',
  member: 'No. {number}',
  countOff: 'First choose numbers 1, 2, 3 and 4 in your team.',
  here: 'We are here',
};
