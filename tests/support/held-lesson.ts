import type { Page } from 'playwright-core';

import { openAuthSession } from '#auth/auth-sessions.server.ts';
import { findLiveSession } from '#db/queries/live.ts';
import { listSeatEvents, type LearningEvent } from '#db/queries/learning-events.ts';
import { listSeats, type SeatRow } from '#db/queries/seats.ts';
import { newEventId } from '#domain/event-id.ts';
import type { LiveEvent } from '#domain/live-event.ts';
import type { LiveMode, LiveSession, LiveStepKind } from '#domain/live-session.ts';
import { openJoinWindow } from '#features/accounts/join-window.server.ts';
import { startLesson } from '#features/classroom/live.server.ts';
import type { Running } from '#server/serve.ts';
import { makeClass, type Adult } from '#tests/support/people.ts';
import { randomBytes } from '#ui/random-bytes.ts';

/** A lesson that a teacher holds on a running site; what she does goes through the site's own addresses. */
export class HeldLesson {
  readonly id: string;
  readonly classId: string;
  readonly code: string;
  readonly #running: Running;
  readonly #teacher: Adult;

  private constructor(running: Running, teacher: Adult, made: { id: string; classId: string; code: string }) {
    this.#running = running;
    this.#teacher = teacher;
    ({ id: this.id, classId: this.classId, code: this.code } = made);
  }

  static async begin(
    running: Running,
    teacher: Adult,
    wanted: { name: string; grade: number; lessonId: string; mode?: LiveMode },
  ): Promise<HeldLesson> {
    const { database } = running;
    const { name, grade, lessonId, mode = 'devices' } = wanted;
    const classId = await makeClass(database, teacher.who, { name, grade, seatCount: 12 });
    const opened = await openJoinWindow(database, teacher.who, classId, 60, Date.now());
    const lesson = { lessonId, minutes: 40, mode };
    const started = await startLesson(database, teacher.who, classId, lesson, Date.now());
    if (!opened.ok || !started.ok) throw new Error('the lesson did not begin');
    return new HeldLesson(running, teacher, { id: started.value, classId, code: opened.value.code });
  }

  async session(): Promise<LiveSession> {
    const row = await findLiveSession(this.#running.database, this.id);
    if (!row) throw new Error('the lesson is gone');
    return row.state as LiveSession;
  }

  /** Does an action as the teacher's screen would. */
  async act(event: LiveEvent): Promise<void> {
    const { version } = await this.session();
    const cookie = await this.cookie('staff', this.#teacher.accountId);
    const response = await fetch(`${this.#running.address}/api/live/${this.id}/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.#running.address, cookie },
      body: JSON.stringify({ id: newEventId(Date.now(), randomBytes), version, event }),
    });
    if (!response.ok) throw new Error(`${event.type} was refused: ${await response.text()}`);
  }

  /** Goes to the next step of a kind, from the beginning when none follows. */
  async goTo(kind: LiveStepKind): Promise<number> {
    const { at, steps } = await this.session();
    const later = steps.findIndex((step, index) => index > at && step.kind === kind);
    const to = later >= 0 ? later : steps.findIndex((step) => step.kind === kind);
    await this.act({ type: 'moved', to });
    return to;
  }

  async seat(number: number): Promise<SeatRow> {
    const seats = await listSeats(this.#running.database, this.classId);
    const found = seats.find((one) => one.number === number);
    if (!found) throw new Error(`there is no seat ${number}`);
    return found;
  }

  /** What the seat did in this lesson's room. */
  async eventsOf(number: number): Promise<LearningEvent[]> {
    const { id } = await this.seat(number);
    const events = await listSeatEvents(this.#running.database, id);
    return events.filter(({ liveSessionId }) => liveSessionId === this.id);
  }

  async cookie(place: 'staff' | 'class', principalId: string): Promise<string> {
    const opened = { place, principalId, device: 'test', nowMs: Date.now() };
    const { name, value } = await openAuthSession(this.#running.database, opened);
    return `${name}=${value}`;
  }

  /** Seats the page's device without the way through the class code. */
  async seatDevice(page: Page, number: number): Promise<void> {
    const { id } = await this.seat(number);
    const cookie = await this.cookie('class', id);
    const [name = '', value = ''] = cookie.split(/=(.*)/s);
    await page.context().addCookies([{ name, value, url: this.#running.address }]);
  }
}
