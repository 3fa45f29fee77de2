import { setAuthConfig } from '#auth/config.server.ts';
import { keysFrom } from '#auth/keys.server.ts';
import { readAccountPrincipal } from '#auth/principals.server.ts';
import { readVisitFor, type VisitWithCrew } from '#auth/visit-access.server.ts';
import { catalogue, findQuestion } from '#catalogue/catalogue.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import type { Question } from '#catalogue/schema.ts';
import type { Database } from '#db/database.ts';
import { findAccount } from '#db/queries/accounts.ts';
import { findLiveSession } from '#db/queries/live.ts';
import { listSeats } from '#db/queries/seats.ts';
import type { LiveEvent } from '#domain/live-event.ts';
import type { LiveMode, LiveSession } from '#domain/live-session.ts';
import type { Principal } from '#domain/permissions.ts';
import type { VisitPack } from '#domain/visit-pack.ts';
import type { VisitResults } from '#domain/visit-results.ts';
import { actOnLive, startLesson } from '#features/classroom/live.server.ts';
import { answerQuestion } from '#features/learn/answers.server.ts';
import { issueRun } from '#features/learn/games.server.ts';
import type { Learning } from '#features/learn/learning.server.ts';
import { makePack } from '#features/visits/offline/make-pack.server.ts';
import { makeResults } from '#features/visits/offline/make-results.server.ts';
import { offlineCopy } from '#features/visits/offline/offline-copy.server.ts';
import { openPack } from '#features/visits/offline/open-pack.server.ts';
import { takeResults } from '#features/visits/offline/take-results.server.ts';
import { botMoves } from '#games/bots.ts';
import { isGameId, rulesOf, type GameId } from '#games/rules.ts';
import type { ActingSeat } from '#record/acting-seat.ts';
import { newServerEventId } from '#record/event-id.server.ts';
import { finishGame } from '#record/game-runs.server.ts';
import { recordQuestionVersions } from '#record/question-versions.server.ts';
import { clearVolunteer } from '#tests/support/gate.ts';
import { makeAdult, makeClass, useTestKeys, type Adult } from '#tests/support/people.ts';
import { makeVisit } from '#tests/support/visits.ts';

export function learningOn(database: Database): Learning {
  return { database, catalogue: catalogue(), rulesOf: (id) => (isGameId(id) ? rulesOf(id) : null) };
}

/** A main server's database with a school, a bank and a visit of today. */
export class MainServer {
  readonly database: Database;
  readonly teacher: Adult;
  readonly coordinator: Adult;
  readonly volunteer: Adult;
  readonly classId: string;
  readonly visitId: string;

  private constructor(
    made: Pick<MainServer, 'database' | 'teacher' | 'coordinator' | 'volunteer' | 'classId' | 'visitId'>,
  ) {
    ({ database: this.database, teacher: this.teacher, coordinator: this.coordinator } = made);
    ({ volunteer: this.volunteer, classId: this.classId, visitId: this.visitId } = made);
  }

  static async make(database: Database): Promise<MainServer> {
    useTestKeys();
    await recordQuestionVersions(database, await loadCatalogue(), Date.now());
    const unique = Math.random().toString(36).slice(2, 8);
    const adult = (role: 'teacher' | 'coordinator' | 'volunteer', organisation: string) =>
      makeAdult(database, role, { name: `${role}-${unique}`, organisation, password: null });
    const teacher = await adult('teacher', `School ${unique}`);
    const coordinator = await adult('coordinator', `Bank ${unique}`);
    const volunteer = await adult('volunteer', `Bank ${unique}`);
    await clearVolunteer(database, volunteer);
    const classId = await makeClass(database, teacher.who, { seatCount: 12 });
    const crew = [{ adult: volunteer, role: 'captain' as const }];
    const visitId = await makeVisit(database, { teacher, coordinator, classId, crew });
    return new MainServer({ database, teacher, coordinator, volunteer, classId, visitId });
  }

  async visit(): Promise<VisitWithCrew> {
    const found = await readVisitFor(this.database, this.volunteer.who, 'take-visit-along', this.visitId);
    if (!found.ok) throw new Error('the visit is gone');
    return found.value;
  }

  async pack(who: Principal = this.volunteer.who, nowMs = Date.now()): Promise<VisitPack> {
    useTestKeys();
    const made = await makePack(this.database, who, await this.visit(), 'http://localhost/', nowMs);
    if (!made.ok) throw new Error(made.problem);
    return JSON.parse(JSON.stringify(made.value)) as VisitPack;
  }

  async take(results: VisitResults, nowMs = Date.now()) {
    useTestKeys();
    const learning = learningOn(this.database);
    return takeResults(learning, this.volunteer.who, await this.visit(), results, nowMs);
  }
}

/** A laptop with a secret of its own that was started with a pack. */
export class Laptop {
  readonly database: Database;
  readonly pack: VisitPack;
  readonly classId: string;
  readonly #secret: string;
  #who: Principal | null = null;

  constructor(database: Database, pack: VisitPack, secret = 'the secret of a laptop, long enough for a key') {
    this.database = database;
    this.pack = pack;
    this.#secret = secret;
    this.classId = String(pack.rows.classes[0]?.['id']);
  }

  async open(nowMs = Date.now()): Promise<Awaited<ReturnType<typeof openPack>>> {
    this.#useKeys();
    await recordQuestionVersions(this.database, catalogue(), nowMs);
    const opened = await openPack(this.database, this.pack, nowMs);
    const account = await findAccount(this.database, this.pack.accountId);
    if (!account) throw new Error('the pack brought no account');
    this.#who = { account: await readAccountPrincipal(this.database, account, nowMs), seat: null };
    return opened;
  }

  /** A grant of the pack reaches the day that a wrong clock says. */
  allowOn(nowMs: number): void {
    for (const grant of this.pack.rows.classGrants) Object.assign(grant, { untilMs: nowMs + 24 * 3600_000 });
  }

  get who(): Principal {
    if (!this.#who) throw new Error('open() comes first');
    return this.#who;
  }

  async seat(number: number): Promise<ActingSeat> {
    const found = (await listSeats(this.database, this.classId)).find((one) => one.number === number);
    if (!found) throw new Error(`no seat ${number}`);
    return { id: found.id, classId: this.classId, number, place: 'class' };
  }

  async begin(mode: LiveMode = 'hand-count', nowMs = Date.now()): Promise<string> {
    const wanted = { lessonId: this.pack.lessonId, minutes: 40, mode, visitId: this.pack.visitId };
    const started = await startLesson(this.database, this.who, this.classId, wanted, nowMs);
    if (!started.ok) throw new Error(started.problem);
    return started.value;
  }

  async session(id: string): Promise<LiveSession> {
    return (await findLiveSession(this.database, id))?.state as LiveSession;
  }

  async act(id: string, event: LiveEvent, nowMs = Date.now()): Promise<void> {
    const { version } = await this.session(id);
    const action = { id: newServerEventId(nowMs), version, event };
    const done = await actOnLive(this.database, this.who, id, action, 'en', nowMs);
    if (!done.ok) throw new Error(`${event.type}: ${done.problem}`);
  }

  /** A lesson with hands counted at its first two questions, one of them counted again, and cards at the third. */
  async holdLesson(nowMs = Date.now()): Promise<string> {
    const id = await this.begin('hand-count', nowMs);
    const { steps } = await this.session(id);
    const questions = steps.flatMap(({ kind }, at) => (kind === 'question' ? [at] : []));
    const [first = 0, second = 0, third = second] = questions;
    for (const [step, counts, after] of [
      [first, { A: 3, B: 7, C: 1 }, 60_000],
      [first, { A: 4, B: 7, C: 1 }, 61_000],
      [second, { A: 9, B: 2, C: 0 }, 120_000],
    ] as const) {
      const { at } = await this.session(id);
      if (at !== step) await this.act(id, { type: 'moved', to: step }, nowMs + after);
      await this.act(id, { type: 'hands-counted', step, counts }, nowMs + after + 1);
      await this.act(id, { type: 'revealed', step }, nowMs + after + 2);
      await this.act(id, { type: 'reopened', step }, nowMs + after + 3);
    }
    await this.act(id, { type: 'moved', to: third }, nowMs + 180_000);
    await this.act(id, { type: 'mode-changed', mode: 'cards' }, nowMs + 180_001);
    for (const [reads, after] of [
      [{ '1': 'A', '2': 'B', '3': 'C' }, 180_002],
      [{ '1': 'B', '3': null }, 180_010],
    ] as const) {
      await this.act(id, { type: 'cards-read', step: third, reads }, nowMs + after);
      await this.act(id, { type: 'revealed', step: third }, nowMs + after + 1);
      await this.act(id, { type: 'reopened', step: third }, nowMs + after + 2);
    }
    await this.act(id, { type: 'ended' }, nowMs + 240_000);
    return id;
  }

  /** A seat's try at a question on its own device. */
  async answer(
    number: number,
    question: Question,
    tryNumber: 1 | 2,
    key: string,
    nowMs = Date.now(),
  ): Promise<void> {
    await answerAs(this.database, await this.seat(number), question, tryNumber, key, nowMs);
  }

  async results(): Promise<VisitResults> {
    this.#useKeys();
    const copy = offlineCopy();
    if (copy?.packId !== this.pack.packId) await this.open();
    const { rows: _rows, seal: _seal, ...own } = this.pack;
    const made = await makeResults(this.database, { ...own, classId: this.classId });
    if (!made.ok) throw new Error(made.problem);
    // As it travels.
    return JSON.parse(JSON.stringify(made.value)) as VisitResults;
  }

  #useKeys(): void {
    setAuthConfig({ keys: keysFrom(this.#secret), siteUrl: null });
  }
}

export async function answerAs(
  database: Database,
  seat: ActingSeat,
  question: Question,
  tryNumber: 1 | 2,
  answer: string,
  nowMs = Date.now(),
): Promise<void> {
  const { lessonId, id: questionId, version } = question;
  const letter = { id: newServerEventId(nowMs), lessonId, questionId, version, tryNumber, answer };
  const done = await answerQuestion(learningOn(database), seat, letter, nowMs);
  if (!done.ok) throw new Error(`${questionId}: ${done.problem}`);
}

export function question(id: string): Question {
  const found = findQuestion(id);
  if (!found) throw new Error(`no question ${id}`);
  return found;
}

export function wrongKey({ options }: Question): string {
  return options.find(({ correct }) => !correct)?.key ?? '';
}

export function rightKey({ options }: Question): string {
  return options.find(({ correct }) => correct)?.key ?? '';
}

/** A seat plays a game to its end, as a pupil of middling skill would. */
export async function playAs(
  database: Database,
  seat: ActingSeat,
  { gameId, lessonId }: { readonly gameId: GameId; readonly lessonId: string },
  nowMs = Date.now(),
): Promise<void> {
  const learning = learningOn(database);
  const run = await issueRun(learning, seat, { gameId, lessonId }, nowMs);
  if (!run.ok) throw new Error(run.problem);
  const { runId, rulesVersion } = run.value;
  const moves = botMoves(gameId, run.value, { seed: 7, skillBp: 8000 });
  const done = await finishGame(
    learning,
    seat,
    { id: newServerEventId(nowMs), runId, rulesVersion, moves },
    nowMs,
  );
  if (!done.ok) throw new Error(done.problem);
}
