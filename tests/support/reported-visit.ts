import { findQuestion } from '#catalogue/catalogue.ts';
import type { Database } from '#db/database.ts';
import { findLiveSession } from '#db/queries/live.ts';
import { listSeats } from '#db/queries/seats.ts';
import type { LiveEvent } from '#domain/live-event.ts';
import type { LiveMode, LiveSession } from '#domain/live-session.ts';
import { actOnLive, startLesson } from '#features/classroom/live.server.ts';
import { dayBounds, dayOf } from '#i18n/school-time.ts';
import { newServerEventId } from '#record/event-id.server.ts';
import { clearVolunteer } from '#tests/support/gate.ts';
import { makeAdult, makeClass, type Adult } from '#tests/support/people.ts';
import { makeVisit } from '#tests/support/visits.ts';

const minuteMs = 60_000;

/** The people of a visit: a teacher, a bank's coordinator and two volunteers, one of whom no gate knows. */
export interface VisitPeople {
  readonly teacher: Adult;
  readonly coordinator: Adult;
  readonly recorder: Adult;
  readonly helper: Adult;
}

export async function makeVisitPeople(database: Database): Promise<VisitPeople> {
  const bank = { organisation: 'Bank' };
  const people = {
    teacher: await makeAdult(database, 'teacher', { name: 'wang' }),
    coordinator: await makeAdult(database, 'coordinator', { name: 'lin', ...bank }),
    recorder: await makeAdult(database, 'volunteer', { name: 'zhou', ...bank }),
    helper: await makeAdult(database, 'volunteer', { name: 'he', ...bank }),
  };
  await clearVolunteer(database, people.recorder);
  return people;
}

/** An agreed visit of today at 10:00 to a class of its own; answers its id and the class's. */
export async function agreeVisit(
  database: Database,
  { teacher, coordinator, recorder, helper }: VisitPeople,
  wanted: { seatCount?: number; classId?: string; columns?: Parameters<typeof makeVisit>[1]['columns'] } = {},
): Promise<{ visitId: string; classId: string }> {
  const { seatCount = 30, columns = {} } = wanted;
  const classId = wanted.classId ?? (await makeClass(database, teacher.who, { seatCount }));
  const visitId = await makeVisit(database, {
    ...{ teacher, coordinator, classId, columns },
    crew: [
      { adult: recorder, role: 'recorder' },
      { adult: helper, role: 'assistant' },
    ],
  });
  return { visitId, classId };
}

/** A lesson of a visit that runs by a clock of its own: each action says how many minutes after the start it is. */
export class RunVisit {
  readonly liveId: string;
  readonly startMs: number;
  readonly #database: Database;
  readonly #host: Adult;

  private constructor(database: Database, host: Adult, liveId: string, startMs: number) {
    this.#database = database;
    this.#host = host;
    this.liveId = liveId;
    this.startMs = startMs;
  }

  static async begin(
    database: Database,
    host: Adult,
    at: { visitId: string; classId: string },
    mode: LiveMode = 'cards',
  ): Promise<RunVisit> {
    const startMs = dayBounds(dayOf(Date.now())).fromMs + 600 * minuteMs;
    const lesson = { lessonId: 'LB02', minutes: 40, mode, visitId: at.visitId };
    const started = await startLesson(database, host.who, at.classId, lesson, startMs);
    if (!started.ok) throw new Error(started.problem);
    return new RunVisit(database, host, started.value, startMs);
  }

  async session(): Promise<LiveSession> {
    const row = await findLiveSession(this.#database, this.liveId);
    if (!row) throw new Error('the lesson is gone');
    return row.state as LiveSession;
  }

  async act(minute: number, event: LiveEvent): Promise<void> {
    const { version } = await this.session();
    const nowMs = this.startMs + Math.round(minute * minuteMs);
    const action = { id: newServerEventId(nowMs), version, event };
    const done = await actOnLive(this.#database, this.#host.who, this.liveId, action, 'en', nowMs);
    if (!done.ok) throw new Error(`${event.type} was refused: ${done.problem}`);
  }

  /** Goes through the plan; each question is answered by `answer` and opened. */
  async walk(
    minutesAStep: number,
    answer: (step: number, keys: readonly string[]) => LiveEvent[],
  ): Promise<number> {
    const { steps } = await this.session();
    for (const [at, step] of steps.entries()) {
      if (at > 0) await this.act(at * minutesAStep, { type: 'moved', to: at });
      if (step.kind !== 'question' && step.kind !== 'faces') continue;
      for (const event of answer(at, step.optionKeys ?? [])) await this.act(at * minutesAStep + 0.5, event);
      if (step.kind === 'question') await this.act(at * minutesAStep + 1, { type: 'revealed', step: at });
    }
    const endMinute = steps.length * minutesAStep;
    await this.act(endMinute, { type: 'ended' });
    return endMinute;
  }
}

/** A visit's class sits a test by rows: `right` of eight for each seat, wrong ones with a belief. */
export async function sitTest(
  database: Database,
  at: { visitId: string; classId: string; moduleId: string; purpose: 'before' | 'after' | 'later' },
  right: readonly number[],
): Promise<void> {
  const id = `sitting-${at.visitId}-${at.purpose}`;
  const seats = (await listSeats(database, at.classId)).filter(({ number }) => number > 0);
  const belief =
    findQuestion('LB02-Q1')?.options.find(({ misconception }) => misconception)?.misconception ?? null;
  const kept = await database.write([
    {
      sql: 'INSERT INTO test_sittings VALUES (?, ?, ?, ?, ?, ?, 1, 2)',
      args: [id, at.classId, at.moduleId, at.purpose, at.visitId, 'nobody'],
    },
    ...right.flatMap((points, index) =>
      Array.from({ length: 8 }, (_, item) => ({
        sql: `INSERT INTO learning_events (kind, device_event_id, payload_hash, class_id, seat_id, counted, mode,
          question_id, chosen, mark, misconception, sitting_id, detail, content_hash, at_ms)
          VALUES ('test-answered', ?, '', ?, ?, 1, 'devices', ?, 'A', ?, ?, ?, '{"of":8}', 'hash', 1)`,
        args: [
          ...[newServerEventId(Date.now()), at.classId, seats[index]?.id ?? '', `item-${item}`],
          ...[item < points ? 'right' : 'wrong', item < points ? null : belief, id],
        ],
      })),
    ),
  ]);
  if (!kept.ok) throw new Error(kept.constraint);
}
