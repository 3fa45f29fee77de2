import type { Lesson, Question } from '#catalogue/schema.ts';
import { pictureIds } from '#domain/seat-identity.ts';
import { createSubmit } from '#features/learn/submit.ts';
import type { Outcome } from '#ui/letter-box.ts';
import { randomBytes } from '#ui/random-bytes.ts';
import { botMoves } from '#games/bots.ts';
import { drawsFrom } from '#games/kit/random.ts';

import type { ClassLedger } from './class-ledger.ts';

/** A pupil's device without a screen: it joins and learns through the very modules that the pages use. */
export class DeviceDriver {
  readonly seat: number;
  readonly #origin: string;
  #cookie = '';
  readonly #pick: (bound: number) => number;

  constructor(origin: string, seat: number) {
    this.#origin = origin;
    this.seat = seat;
    this.#pick = drawsFrom(seat * 7919);
  }

  readonly fetch = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(this.#origin + path, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), origin: this.#origin, cookie: this.#cookie },
    });

  async join(code: string): Promise<void> {
    const pictures = [0, 4, 9].map((step) => pictureIds[(this.seat + step) % pictureIds.length]);
    const response = await this.fetch('/api/join', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        code,
        seat: this.seat,
        pictures,
        character: 'cat',
        deviceId: `device-of-seat-${this.seat}-0000000000`,
      }),
    });
    if (!response.ok) throw new Error(`Seat ${this.seat} could not join: ${await response.text()}`);
    this.#cookie = response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  }

  /** Does a whole lesson and writes every first try into the ledger; some seats stop half way. */
  async doLesson(lesson: Lesson, questions: readonly Question[], ledger: ClassLedger): Promise<void> {
    const me = (await (await this.fetch('/api/me')).json()) as { seat: { key: string } };
    const device = { fetch: this.fetch, store: null, nowMs: () => Date.now(), randomBytes };
    const submit = createSubmit(device, me.seat.key);
    sent(await submit.openLesson(lesson.id));
    const far = this.seat % 5 === 0 ? 3 : questions.length;
    for (const question of questions.slice(0, far)) {
      for (const tryNumber of [1, 2] as const) {
        const option = question.options[this.#pick(question.options.length)];
        if (!option) throw new Error(`${question.id} has no options.`);
        const { id: questionId, version, lessonId } = question;
        const reply = sent(
          await submit.answer({ lessonId, questionId, version, tryNumber, answer: option.key }),
        );
        if (tryNumber === 1) ledger.firstTry(this.seat, question, option.key);
        if ((reply.mark === 'right') !== option.correct)
          throw new Error(`${question.id} was marked ${reply.mark}.`);
        if (option.correct) break;
      }
    }
    if (far < questions.length) return;
    const game = lesson.content?.game;
    if (game) {
      const run = sent(await submit.startGame(game.id, lesson.id));
      sent(await submit.finishGame(run, botMoves(game.id, run, { seed: this.seat, skillBp: 6000 })));
    }
    sent(await submit.finishLesson(lesson.id));
    ledger.finished(this.seat);
  }
}

function sent<Reply>(outcome: Outcome<Reply>): Reply {
  if (outcome.kind !== 'sent') throw new Error(`Not sent: ${JSON.stringify(outcome)}`);
  return outcome.reply;
}
