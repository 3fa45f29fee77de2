import type { GameObjects } from 'phaser';

import type { SceneHost } from '../kit/scene.ts';
import { Character, speechBubble, tilePops } from '../kit/scene-drawing.ts';
import { type PictureSource, StageScene } from '../kit/scene-stage.ts';

import { moveOfKey } from './keys.ts';
import { tellerLayout } from './layout.ts';
import type { Mood } from './pictures.ts';
import { customerNow, trayFen, type TellerMove, type TellerState } from './rules.ts';
import type { TellerTask } from './rules-customers.ts';
import { buildControls, type TellerControls } from './scene-controls.ts';
import { Houses, onCounter, taskCard, TotalPlate } from './scene-furniture.ts';
import { faceOf, tellerPictures } from './scene-pictures.ts';
import { TrayChips } from './scene-tray.ts';
import { askOf, gapOf, inYuan, type TellerTexts, tellerTexts } from './texts.ts';

export function createTellerScene(
  host: SceneHost<TellerState, TellerMove>,
): StageScene<TellerState, TellerMove> {
  return new TellerScene(host);
}

/** The town counter: the customer in front, the tray between, the money box at the pupil's hands. */
class TellerScene extends StageScene<TellerState, TellerMove> {
  readonly #texts: TellerTexts;
  readonly #tray = new TrayChips(this);
  #plate!: TotalPlate;
  #houses!: Houses;
  #controls!: TellerControls;
  #home!: GameObjects.Image;
  #sign!: GameObjects.Text;
  #customer: Character | null = null;
  #task: TellerTask | null = null;
  #bubble: GameObjects.Container | null = null;
  #card: GameObjects.Container | null = null;
  /** True while a customer walks home: taps and keys wait. */
  #busy = false;
  /** Raised by every move, so that a count that is under way ends. */
  #turn = 0;

  constructor(host: SceneHost<TellerState, TellerMove>) {
    super(host);
    this.#texts = tellerTexts(host.locale);
  }

  protected override pictures(): Record<string, PictureSource> {
    return tellerPictures(this.host.shape, this.host.controller.state.drawer);
  }

  protected override build(state: TellerState): void {
    const { sign, counterY } = tellerLayout[this.host.shape];
    this.picture(0, 0, 'shop').setOrigin(0, 0);
    this.#home = this.picture(0, 0, 'home').setOrigin(0, 0);
    this.#sign = this.words(sign.x, sign.y, this.#texts.sign, {
      size: sign.size,
      bold: true,
      colour: 'white',
    });
    this.#houses = new Houses(this, state.served.length, state.customers.length);
    this.picture(0, counterY, 'counter')
      .setOrigin(0, 0)
      .setDepth(onCounter - 1);
    this.#plate = new TotalPlate(this, this.#texts);
    this.#controls = buildControls(
      this,
      this.#texts,
      (move) => this.#make(move),
      () => !this.#busy,
    );
    this.#show(state);
    this.#receive(state, false);
  }

  protected override follow(state: TellerState, move: TellerMove, before: TellerState): void {
    this.#turn += 1;
    if (move.kind === 'add' || move.kind === 'take') {
      if (before.returnedGapFen !== null) this.#askAgain();
      this.host.play(move.kind === 'add' ? 'place' : 'tap');
      if (move.kind === 'add') this.#tray.flyIn(state, move.chipFen);
      else this.#tray.flyBack(state, move.chipFen);
      this.#plate.show(null, false);
      this.host.announce(this.#texts.trayHolds(inYuan(trayFen(state))));
    } else if (move.kind === 'count') void this.#countAloud(state);
    else if (state.returnedGapFen !== null) void this.#bringBack(state, state.returnedGapFen);
    else void this.#sendHome(state);
    this.#openButtons(state);
  }

  override onKey(event: KeyboardEvent): boolean {
    const move = moveOfKey(event, this.host.controller.state);
    if (!move) return false;
    this.#make(move);
    return true;
  }

  #make(move: TellerMove): void {
    if (this.#busy) return;
    const reply = this.host.controller.play(move);
    if (reply.ok) return;
    const reason = this.#texts.refused[reply.problem];
    if (reason === undefined) return;
    this.host.play('again');
    this.host.announce(reason);
    this.#say(reason, 'mandarinLight');
  }

  /** The tray, its plate and the buttons as the state has them, without movement. */
  #show(state: TellerState): void {
    this.#tray.show(state);
    this.#plate.show(state.countedFen, true);
    this.#openButtons(state);
  }

  #openButtons(state: TellerState): void {
    const filled = state.tray.length > 0 && !this.#busy;
    this.#controls.count.setOpen(filled && state.countedFen === null);
    this.#controls.handOver.setOpen(filled);
  }

  async #countAloud(state: TellerState): Promise<void> {
    const turn = this.#turn;
    if (!this.host.reducedMotion)
      await this.#tray.countAloud((sumFen) => {
        if (turn !== this.#turn) return false;
        this.#plate.show(sumFen, false);
        this.host.play('tap');
        return true;
      });
    if (turn !== this.#turn) return;
    this.#plate.show(state.countedFen, true);
    this.host.announce(this.#texts.countedNow(inYuan(state.countedFen ?? 0)));
  }

  async #bringBack(state: TellerState, gapFen: number): Promise<void> {
    const sentence = gapOf(gapFen, this.#texts);
    this.host.play('again');
    this.host.announce(`${this.#texts.lookAgain} ${sentence}`);
    this.#plate.show(state.countedFen, true);
    this.#face('puzzled');
    this.#say(`↻ ${sentence}`, 'mandarinLight');
    await this.#customer?.tilt();
  }

  async #sendHome(state: TellerState): Promise<void> {
    const visitor = this.#customer;
    const task = this.#task;
    if (!visitor || !task) return;
    this.#busy = true;
    this.host.play('right');
    this.#tray.flyTo(visitor.body.x, visitor.body.y - 90);
    this.#plate.show(null, false);
    this.#face('happy');
    this.#say(this.#texts.thanks, 'celadonLight');
    this.host.announce(`${this.#texts.thanks} ${this.#texts.served(this.#texts.people[task.customer])}`);
    this.#card?.destroy();
    this.#card = null;
    tilePops(this, visitor.body.x, visitor.body.y - 170);
    await visitor.hop();
    await this.wait(this.host.reducedMotion ? 900 : 350);
    this.#bubble?.destroy();
    this.#bubble = null;
    await visitor.walkTo(-220, 700);
    visitor.body.destroy();
    this.#houses.light(state.served.length - 1);
    this.#busy = false;
    this.#show(state);
    this.#receive(state, true);
  }

  /** The next customer comes to the counter; nobody comes when all went home. */
  #receive(state: TellerState, walks: boolean): void {
    const task = customerNow(state);
    const atHome = task?.kind === 'pay-out' && task.place === 'home';
    this.#home.setVisible(atHome);
    this.#sign.setVisible(!atHome);
    this.#task = task;
    this.#customer = null;
    if (!task) return;
    const { customer: place } = tellerLayout[this.host.shape];
    const visitor = new Character(this, walks ? -220 : place.x, place.y, faceOf(task.customer, 'calm'));
    this.#customer = visitor;
    if (state.returnedGapFen !== null) this.#face('puzzled');
    const speak = (): void => {
      if (this.#task !== task) return;
      this.#card = taskCard(this, task, this.#texts);
      const { returnedGapFen } = this.host.controller.state;
      if (returnedGapFen !== null) {
        this.#say(`↻ ${gapOf(returnedGapFen, this.#texts)}`, 'mandarinLight');
        return;
      }
      const sentence = askOf(task, this.#texts);
      this.#say(sentence, 'white');
      this.host.announce(`${this.#texts.people[task.customer]}: ${sentence}`);
    };
    if (walks) void visitor.walkTo(place.x, 650).then(speak);
    else speak();
  }

  /** The first change of a tray that came back: a friendly face, and the question once more. */
  #askAgain(): void {
    this.#face('calm');
    if (this.#task) this.#say(askOf(this.#task, this.#texts), 'white');
  }

  #face(mood: Mood): void {
    if (this.#task) this.#customer?.wear(faceOf(this.#task.customer, mood));
  }

  #say(sentence: string, fill: 'white' | 'mandarinLight' | 'celadonLight'): void {
    const { x, y, width, size, tail, tailAt } = tellerLayout[this.host.shape].bubble;
    this.#bubble?.destroy();
    // English says the same in more letters.
    const letters = this.host.locale === 'en' ? size * 0.88 : size;
    this.#bubble = speechBubble(this, x, y, width, sentence, { size: letters, fill, tail, tailAt });
    if (this.host.reducedMotion) return;
    this.#bubble.setScale(0.9);
    void this.glide(this.#bubble, { scale: 1 }, 160, { ease: 'Back.easeOut' });
  }
}
