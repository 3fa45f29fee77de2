import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

import { projectFolder } from '#cli/project-folder.ts';
import type { Database } from '#db/database.ts';
import { listSeatEvents, type StoredEvent } from '#db/queries/learning-events.ts';
import { listSeats } from '#db/queries/seats.ts';
import { openJoinWindow } from '#features/accounts/join-window.server.ts';
import { GameController } from '#games/kit/controller.ts';
import type { Band, GameRules } from '#games/kit/define-game.ts';
import { type StageShape, stageSizes } from '#games/kit/scene.ts';
import { serve, type Running } from '#server/serve.ts';
import { readSettings } from '#server/settings.ts';

import { launchBrowser, openPage, sizes } from './browser.ts';
import { temporaryFolder } from './database.ts';
import { makeAdult, makeClass, threePictures, type Adult } from './people.ts';

/** For what a slow machine draws. */
export const slow = { timeout: 60_000 };

/** The built site in this process, with a class whose door is open, and a browser. */
export interface GameSite {
  readonly running: Running;
  readonly browser: Browser;
  readonly teacher: Adult;
  readonly classId: string;
  readonly classCode: string;
  stop(): Promise<void>;
}

export async function startGameSite(ofClass: { name: string; grade: number }): Promise<GameSite> {
  process.env['LOG_LEVEL'] = 'warn';
  const settings = readSettings({ PORT: '0', DATA_DIR: temporaryFolder() }, projectFolder);
  if (!settings.ok) throw new Error(settings.problem.name);
  let made: Pick<GameSite, 'teacher' | 'classId' | 'classCode'> | undefined;
  const running = await serve(settings.value, async (database) => {
    const teacher = await makeAdult(database, 'teacher');
    const classId = await makeClass(database, teacher.who, ofClass);
    const opened = await openJoinWindow(database, teacher.who, classId, 60, Date.now());
    if (!opened.ok) throw new Error(opened.problem);
    made = { teacher, classId, classCode: opened.value.code };
  });
  if (!made) throw new Error('The server started without a class.');
  const browser = await launchBrowser();
  const stop = async (): Promise<void> => {
    await browser.close();
    await running.stop();
  };
  return { ...made, running, browser, stop };
}

/** The runs of a seat that the site has kept. */
export async function finishedGames(site: GameSite, seat: number): Promise<readonly StoredEvent[]> {
  const { database } = site.running;
  const events = await listSeatEvents(database, await seatIdOf(database, site.classId, seat));
  return events.filter(({ kind }) => kind === 'game-finished');
}

async function seatIdOf(database: Database, classId: string, seat: number): Promise<string> {
  const seats = await listSeats(database, classId);
  return seats.find(({ number }) => number === seat)?.id ?? '';
}

/** One page in a context of its own, at which a game is played. */
export class GamePage<State, Move> {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console errors, page errors and requests to other hosts; assert that it is empty. */
  readonly problems: string[];
  readonly #site: GameSite;
  readonly #rules: GameRules<State, Move>;
  readonly #band: Band;

  private constructor(
    site: GameSite,
    game: { rules: GameRules<State, Move>; band: Band },
    opened: { context: BrowserContext; page: Page; problems: string[] },
  ) {
    this.#site = site;
    this.#rules = game.rules;
    this.#band = game.band;
    ({ context: this.context, page: this.page, problems: this.problems } = opened);
  }

  static async open<State, Move>(
    site: GameSite,
    game: { rules: GameRules<State, Move>; band: Band },
    options: BrowserContextOptions = {},
  ): Promise<GamePage<State, Move>> {
    const { address } = site.running;
    const context = await site.browser.newContext({
      viewport: sizes.tablet,
      baseURL: address,
      reducedMotion: 'reduce',
      ...options,
    });
    return new GamePage(site, game, { context, ...(await openPage(context, address)) });
  }

  /** The run that the tab keeps, replayed: what the page shows, as the rules have it. */
  async runNow(): Promise<GameController<State, Move> | null> {
    const stored = await this.page.evaluate(() => {
      const key = Object.keys(sessionStorage).find((one) => one.startsWith('square-one.run.'));
      return key === undefined ? null : sessionStorage.getItem(key);
    });
    if (stored === null) return null;
    const { run, moves } = JSON.parse(stored) as { run: { seed: number }; moves: Move[] };
    return new GameController(this.#rules, run.seed, this.#band, moves);
  }

  /** Plays to the end; `act` does by hand what comes next, and is repeated when it came too early. */
  async playToTheEnd(act: (state: State) => Promise<void>): Promise<void> {
    const finish = this.page.locator('dialog h2', { hasText: /都做好了|All done/ });
    for (let tries = 0; tries < 400; tries += 1) {
      const run = await this.runNow();
      if (!run || run.finished) return finish.waitFor(slow);
      await act(run.state);
      for (let looks = 0; looks < 15; looks += 1) {
        const after = await this.runNow();
        if (!after || after.moves.length > run.moves.length) break;
        await this.page.waitForTimeout(50);
      }
    }
    throw new Error('The run does not come to an end.');
  }

  async #sitDown(seat: number): Promise<void> {
    const joined = await this.context.request.post('/api/join', {
      data: {
        ...{ code: this.#site.classCode, seat, pictures: threePictures, character: 'otter' },
        deviceId: crypto.randomUUID(),
      },
      headers: { origin: this.#site.running.address },
    });
    if (!joined.ok()) throw new Error(`Seat ${seat} could not join: ${await joined.text()}`);
  }

  /** Opens the game at its step of a lesson, as the pupil of a seat. */
  async openInLesson(lesson: string, seat: number): Promise<void> {
    await this.#sitDown(seat);
    await this.page.goto(lesson);
    const step = await this.page.locator('.step:has([data-game])').getAttribute('id');
    await this.page.goto(`${lesson}#${step}`);
    await this.page.locator('astro-island:not([ssr]) [data-game]').waitFor(slow);
    await this.start();
  }

  async start(): Promise<void> {
    await this.page.locator(`[data-game="${this.#rules.id}"] button`, { hasText: /开始|Start/ }).click();
  }

  async tap(shape: StageShape, { x, y }: { readonly x: number; readonly y: number }): Promise<void> {
    const canvas = await this.page.locator('dialog canvas').boundingBox();
    if (!canvas) throw new Error('There is no picture version.');
    const scale = canvas.width / stageSizes[shape].width;
    await this.page.mouse.click(canvas.x + x * scale, canvas.y + y * scale);
  }
}
