import { issueTeamRun, teamRunRequest } from '#features/classroom/team-game/team-games.server.ts';
import { learning } from '#features/learn/learning.server.ts';
import { apiRoute } from '#server/api-route.ts';

export const prerender = false;

/** A run of the game at a step of the session, with the seed that the room plays from. */
export const POST = apiRoute({
  body: teamRunRequest,
  maxBytes: 4096,
  handle: ({ locals, params }, { step }) =>
    issueTeamRun(learning(), locals.principal, params['id'] ?? '', step, locals.nowMs),
});
