import type { teamGames as zh } from '../zh/team-games.ts';

export const teamGames: typeof zh = {
  teams: { square: 'Celadon', circle: 'Mandarin', triangle: 'Indigo', diamond: 'Bayberry' },
  turn: '{team}’s turn',
  come: '{team}, please come up',
  countOff: 'First count off in your team: 1, 2, 3 and 4.',
  roles: 'Who does what',
  member: 'No. {number}',
  here: 'Here we are',
};
