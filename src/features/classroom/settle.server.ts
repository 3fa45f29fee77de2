import { catalogue } from '#catalogue/catalogue.ts';
import type { Database, Statement } from '#db/database.ts';
import { forgetCardReads, type LiveSessionRow } from '#db/queries/live.ts';
import { holdVisit } from '#db/queries/visit-runs.ts';
import type { LiveEvent } from '#domain/live-event.ts';
import { countChoices, totalHands, type LiveSession } from '#domain/live-session.ts';
import { cardAnswerStatements } from '#record/card-answers.server.ts';
import { classCountStatements } from '#record/class-counts.server.ts';
import { roomFinishStatements } from '#record/lesson-ends.server.ts';
import { questionAsShown } from '#record/question-versions.server.ts';

/**
 * What a host's action makes evidence, as statements for the action's own unit: counts, teams' answers and
 * card reads of a question when it is opened or left, and of all questions when the lesson ends, which also
 * finishes the lesson for the seats that took part, and by which the lesson's visit was held.
 */
export async function settleStatements(
  database: Database,
  row: LiveSessionRow,
  before: LiveSession,
  event: LiveEvent,
  { byAccountId, nowMs }: { byAccountId: string; nowMs: number },
): Promise<readonly Statement[]> {
  const statements: Statement[] = [];
  for (const at of stepsToSettle(before, event))
    statements.push(...(await settleStep(database, row, before, at, nowMs)));
  if (event.type === 'ended') {
    const { id, classId, lessonId, visitId } = row;
    const questionsOpened = before.revealed.length;
    const ended = { classId, liveSessionId: id, lessonId, questionsOpened };
    statements.push(...(await roomFinishStatements({ database, catalogue: catalogue() }, ended, nowMs)));
    statements.push(forgetCardReads(id));
    if (visitId !== null) statements.push(...holdVisit({ visitId, byAccountId, atMs: nowMs }));
  }
  return statements;
}

function stepsToSettle(session: LiveSession, event: LiveEvent): readonly number[] {
  if (event.type === 'revealed') return [event.step];
  if (event.type === 'moved') return [session.at];
  return event.type === 'ended' ? session.steps.map((_, at) => at) : [];
}

async function settleStep(
  database: Database,
  { id, classId, lessonId }: LiveSessionRow,
  session: LiveSession,
  at: number,
  nowMs: number,
): Promise<readonly Statement[]> {
  const recording = { database, catalogue: catalogue() };
  const { questionId, questionVersion: version } = session.steps[at] ?? {};
  if (!questionId || !version) return [];
  const statements: Statement[] = [];
  const given = [
    ['hand-counted', session.counts[at]],
    ['team-answered', countChoices(session.teamAnswers[at])],
  ] as const;
  for (const [kind, counts] of given) {
    if (!counts || (kind === 'team-answered' && totalHands(counts) === 0)) continue;
    const count = { kind, classId, liveSessionId: id, lessonId, questionId, version, counts };
    const unit = await classCountStatements(recording, count, nowMs);
    if (unit.ok) statements.push(...unit.value);
  }
  const reads = session.reads[at];
  const question = reads && (await questionAsShown(database, recording.catalogue, questionId, version));
  if (question) {
    const asked = { liveSessionId: id, lessonId, question, contentHash: recording.catalogue.hash };
    statements.push(...(await cardAnswerStatements(recording, classId, asked, reads, nowMs)));
  }
  return statements;
}
