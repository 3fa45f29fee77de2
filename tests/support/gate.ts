import { catalogue, gateVersions } from '#catalogue/catalogue.ts';
import type { Database } from '#db/database.ts';
import { setGate } from '#db/queries/gates.ts';
import type { Adult } from '#tests/support/people.ts';

const monthMs = 30 * 24 * 60 * 60 * 1000;

/** The volunteer has passed the course, signed the standards and is cleared, as rows; for a month unless told. */
export async function clearVolunteer(
  database: Database,
  volunteer: Adult,
  { untilMs = Date.now() + monthMs }: { readonly untilMs?: number } = {},
): Promise<void> {
  const nowMs = Date.now();
  const { course, conduct } = gateVersions();
  const banks = (volunteer.who.account?.memberships ?? []).filter(({ role }) => role === 'volunteer');
  if (banks.length === 0) throw new Error('The adult volunteers for no bank.');
  const kept = await database.write(
    banks.map(({ organisationId }) =>
      setGate(database, volunteer.accountId, organisationId, {
        ...{ coursePassedAtMs: nowMs, courseVersion: course },
        ...{ conductSignedAtMs: nowMs, conductVersion: conduct },
        ...{ clearedAtMs: nowMs, clearedByAccountId: volunteer.accountId, clearedUntilMs: untilMs },
      }),
    ),
  );
  if (!kept.ok) throw new Error(kept.constraint);
}

/** Answers to the whole course: right ones, but for the questions named. */
export function courseAnswers(wrong: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    catalogue().volunteers.course.questions.map(({ id, options }) => [
      id,
      options.find(({ correct }) => correct !== wrong.includes(id))?.key ?? '',
    ]),
  );
}
