import type { teamGames as zh } from '../zh/team-games.ts';

export const teamGames: typeof zh = {
  teams: { square: 'Celadon', circle: 'Mandarin', triangle: 'Indigo', diamond: 'Bayberry' },
  turn: '{team}’s turn',
  come: '{team}, come up!',
  countOff: 'First count off: 1, 2, 3, 4.',
  roles: 'Who does what',
  member: '{number}',
  here: 'Here we are',
};
