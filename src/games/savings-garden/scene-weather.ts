import type { GameObjects } from 'phaser';

import { gardenLayout } from './layout.ts';
import type { GardenState } from './rules.ts';
import type { Stage } from './scene-top.ts';

/** Sun or wind over the wild plot. */
export class Weather {
  readonly #stage: Stage;
  readonly #sun: GameObjects.Container;
  readonly #wind: GameObjects.Container;

  constructor(stage: Stage, state: GardenState) {
    this.#stage = stage;
    const { wild } = gardenLayout[stage.host.shape].places;
    this.#sun = stage.add.container(wild.x + wild.width - 62, wild.y + 60, [stage.picture(0, 0, 'sun')]);
    this.#wind = stage.add.container(wild.x + 84, wild.y + 58, [stage.picture(0, 0, 'wind')]);
    this.show(state);
  }

  show(state: GardenState): void {
    const good = state.wildSeasons.at(-1);
    this.#sun.setVisible(good !== false);
    this.#wind.setVisible(good === false);
  }

  /** A good season's sun swells; a poor one's wind passes and carries seeds off. */
  async pass(state: GardenState, planted: boolean): Promise<void> {
    this.show(state);
    const stage = this.#stage;
    if (stage.host.reducedMotion) return;
    const { wild } = gardenLayout[stage.host.shape].places;
    if (state.wildSeasons.at(-1) === true) {
      await stage.glide(this.#sun, { scale: 1.25 }, 300, { ease: 'Sine.easeOut' });
      await stage.glide(this.#sun, { scale: 1 }, 260, { ease: 'Sine.easeIn' });
      return;
    }
    const wind = this.#wind;
    const home = wild.x + 84;
    if (planted)
      for (const step of [0, 1, 2, 3]) {
        const seed = stage.add
          .container(wild.x + 60 + step * 40, wild.y + wild.height - 70 - (step % 2) * 40, [
            stage.picture(0, 0, 'seed'),
          ])
          .setDepth(60);
        void stage
          .glide(
            seed,
            { x: wild.x + wild.width - 24, y: wild.y + 70 + step * 22, angle: 70, alpha: 0 },
            760,
            { delay: step * 90, ease: 'Sine.easeIn' },
          )
          .then(() => seed.destroy());
      }
    wind.setX(home - 20);
    await stage.glide(wind, { x: home + (wild.width > 300 ? 120 : 40) }, 520, { ease: 'Sine.easeInOut' });
    await stage.glide(wind, { x: home }, 320, { ease: 'Sine.easeInOut' });
  }
}
