import { catalogue } from '#catalogue/catalogue.ts';
import type { Catalogue } from '#catalogue/schema.ts';
import { database } from '#db/database.ts';
import { isGameId, rulesOf } from '#games/rules.ts';
import type { GameRecording } from '#record/game-runs.server.ts';

/** What a pupil's use cases stand on. Suites pass a small catalogue and a small game. */
export interface Learning extends GameRecording {
  readonly catalogue: Pick<Catalogue, 'hash' | 'modules' | 'lessons' | 'questions' | 'misconceptions'>;
}

/** The process's own: its database, its catalogue, its games. */
export function learning(): Learning {
  return {
    database: database(),
    catalogue: catalogue(),
    rulesOf: (id) => (isGameId(id) ? rulesOf(id) : null),
  };
}
