import { finishTeamRun } from '#features/classroom/team-game/team-games.server.ts';
import { learning } from '#features/learn/learning.server.ts';
import { gameLetter } from '#record/game-letter.ts';
import { apiRoute } from '#server/api-route.ts';

export const prerender = false;

/** The moves of a run that the room's teams finished. */
export const POST = apiRoute({
  body: gameLetter,
  handle: ({ locals, params }, letter) =>
    finishTeamRun(learning(), locals.principal, params['id'] ?? '', letter, locals.nowMs),
});
