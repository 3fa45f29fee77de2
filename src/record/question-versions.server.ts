import type { Catalogue, Question } from '#catalogue/schema.ts';
import type { Database } from '#db/database.ts';
import { findQuestionVersion, insertQuestionVersion } from '#db/queries/question-versions.ts';

/** Keeps every version that this catalogue serves; called before the server listens. */
export async function recordQuestionVersions(
  database: Database,
  catalogue: Pick<Catalogue, 'questions'>,
  nowMs: number,
): Promise<void> {
  await database.write(catalogue.questions.map((question) => insertQuestionVersion(question, nowMs)));
}

const indexes = new WeakMap<Pick<Catalogue, 'questions'>, Map<string, Question>>();

/** The question as it was shown: of this catalogue, else of an earlier one that was served here. */
export async function questionAsShown(
  database: Database,
  catalogue: Pick<Catalogue, 'questions'>,
  questionId: string,
  version: string,
): Promise<Question | undefined> {
  const present = indexOf(catalogue).get(`${questionId}@${version}`);
  return present ?? ((await findQuestionVersion(database, questionId, version)) as Question | undefined);
}

function indexOf(catalogue: Pick<Catalogue, 'questions'>): Map<string, Question> {
  const known = indexes.get(catalogue);
  if (known) return known;
  const made = new Map(
    catalogue.questions.map((question) => [`${question.id}@${question.version}`, question]),
  );
  indexes.set(catalogue, made);
  return made;
}
