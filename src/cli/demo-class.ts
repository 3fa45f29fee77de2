import { catalogue, findLesson, findQuestion } from '#catalogue/catalogue.ts';
import type { Database } from '#db/database.ts';
import { findLiveSession } from '#db/queries/live.ts';
import { listSeats, type SeatRow } from '#db/queries/seats.ts';
import { listSittings } from '#db/queries/sittings.ts';
import type { LiveEvent } from '#domain/live-event.ts';
import type { LiveSession, LiveStep } from '#domain/live-session.ts';
import type { Principal } from '#domain/permissions.ts';
import {
  answerAsPupil,
  chooseOption,
  countFaces,
  makePupils,
  type SimulatedPupil,
} from '#domain/simulated-pupils.ts';
import { actOnLive, startLesson } from '#features/classroom/live.server.ts';
import { startSealedForm } from '#features/learn/sealed-form.server.ts';
import { answerInSitting } from '#features/learn/sitting-answers.server.ts';
import { openTest } from '#features/teach/sittings.server.ts';
import { drawsFrom } from '#games/kit/random.ts';
import { newServerEventId } from '#record/event-id.server.ts';

import { must } from './must.ts';

const minuteMs = 60_000;
/** The same seed is the same class. */
const seed = 1903;
/** What of knowing an answer, 0..10000, does not come from the pupil's own skill. */
const taughtBp = { before: 1000, after: 3000 } as const;

/** A demo class whose simulated pupils have some of a lesson's beliefs: they sit its test and are taught it. */
export class DemoClass {
  readonly #database: Database;
  readonly #classId: string;
  readonly #visit: { readonly id: string; readonly lessonId: string };
  readonly #pupils: readonly { readonly seat: SeatRow; readonly pupil: SimulatedPupil }[];

  private constructor(
    database: Database,
    classId: string,
    visit: { id: string; lessonId: string },
    pupils: readonly { seat: SeatRow; pupil: SimulatedPupil }[],
  ) {
    this.#database = database;
    this.#classId = classId;
    this.#visit = visit;
    this.#pupils = pupils;
  }

  /** Everybody who has taken a seat of the class is there. */
  static async gather(
    database: Database,
    classId: string,
    visit: { id: string; lessonId: string },
  ): Promise<DemoClass> {
    const seats = (await listSeats(database, classId)).filter(
      ({ number, claimedAtMs }) => number > 0 && claimedAtMs !== null,
    );
    const beliefs = (findLesson(visit.lessonId)?.content?.questionIds ?? []).flatMap((id) =>
      (findQuestion(id)?.options ?? []).flatMap(({ misconception }) => misconception ?? []),
    );
    const pupils = makePupils(seed, seats.length, [...new Set(beliefs)]);
    return new DemoClass(
      database,
      classId,
      visit,
      pupils.flatMap((pupil, index) => {
        const seat = seats[index];
        return seat ? [{ seat, pupil }] : [];
      }),
    );
  }

  async sitTest(teacher: Principal, purpose: keyof typeof taughtBp, nowMs: number): Promise<void> {
    const moduleId = findLesson(this.#visit.lessonId)?.moduleId ?? '';
    const form = { moduleId, purpose, visitId: this.#visit.id, days: '1' };
    must(await openTest(this.#database, catalogue(), teacher, this.#classId, form, nowMs));
    const sittings = await listSittings(this.#database, this.#classId);
    const sittingId = sittings.find((one) => one.purpose === purpose)?.id ?? '';
    await Promise.all(
      this.#pupils.map(({ seat, pupil }) =>
        this.#answerTest(
          sittingId,
          seat,
          { ...pupil, skillBp: taughtBp[purpose] + pupil.skillBp / 2 },
          nowMs,
        ),
      ),
    );
  }

  async #answerTest(
    sittingId: string,
    { id, number }: SeatRow,
    pupil: SimulatedPupil,
    startMs: number,
  ): Promise<void> {
    const learning = { database: this.#database, catalogue: catalogue() };
    const seat = { id, classId: this.#classId, number, place: 'class' as const };
    const { items } = must(await startSealedForm(learning, seat, sittingId, startMs));
    const pick = drawsFrom(pupil.seed);
    for (const [index, item] of items.entries()) {
      const question = findQuestion(item.question.id);
      if (!question) continue;
      const nowMs = startMs + (index + 1) * minuteMs + pick(30_000);
      const { id: questionId, version, options } = question;
      const answer = chooseOption(options, pupil.skillBp, pick).key;
      const letter = { id: newServerEventId(nowMs), questionId, version, answer };
      must(await answerInSitting(learning, seat, sittingId, letter, nowMs));
    }
  }

  /** The lesson by paper cards, each step as long as planned, to the faces at the exit. */
  async teach(host: Principal, startMs: number): Promise<void> {
    const { id: visitId, lessonId } = this.#visit;
    const wanted = { lessonId, minutes: 40, mode: 'cards' as const, visitId };
    const liveId = must(await startLesson(this.#database, host, this.#classId, wanted, startMs));
    const read = async (): Promise<LiveSession> => {
      const row = await findLiveSession(this.#database, liveId);
      if (!row) throw new Error('The demo lesson is gone.');
      return row.state as LiveSession;
    };
    const act = async (nowMs: number, event: LiveEvent): Promise<void> => {
      const action = { id: newServerEventId(nowMs), version: (await read()).version, event };
      must(await actOnLive(this.#database, host, liveId, action, 'zh-CN', nowMs));
    };
    let nowMs = startMs;
    const talkedAbout: string[] = [];
    for (const [at, step] of (await read()).steps.entries()) {
      if (at > 0) await act(nowMs, { type: 'moved', to: at });
      const answers = this.#answersTo(step, at, talkedAbout);
      if (answers) await act(nowMs + Math.round(0.4 * step.plannedMs), answers);
      if (step.kind === 'question')
        await act(nowMs + Math.round(0.5 * step.plannedMs), { type: 'revealed', step: at });
      nowMs += step.plannedMs;
    }
    await act(nowMs, { type: 'ended' });
  }

  #answersTo({ kind, questionId }: LiveStep, at: number, talkedAbout: string[]): LiveEvent | null {
    if (kind === 'faces') {
      const counts = countFaces(this.#pupils.map(({ pupil }) => pupil));
      return { type: 'hands-counted', step: at, counts };
    }
    const question = kind === 'question' ? findQuestion(questionId ?? '') : undefined;
    if (!question) return null;
    const reads = Object.fromEntries(
      this.#pupils.map(({ seat, pupil }) => [
        String(seat.number),
        answerAsPupil(pupil, question.options, at, talkedAbout),
      ]),
    );
    talkedAbout.push(...question.options.flatMap(({ misconception }) => misconception ?? []));
    return { type: 'cards-read', step: at, reads };
  }
}
