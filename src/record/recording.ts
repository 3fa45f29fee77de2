import type { Catalogue } from '#catalogue/schema.ts';
import type { Database } from '#db/database.ts';

/** What recording stands on. Of the catalogue it needs the questions and the hash that events carry. */
export interface Recording {
  readonly database: Database;
  readonly catalogue: Pick<Catalogue, 'hash' | 'questions'>;
}
