import type { GameObjects } from 'phaser';

import { palette } from '../kit/palette.ts';

import { gardenLayout } from './layout.ts';
import { type Plot, plots } from './rules-growth.ts';
import { seasonColours, type Stage } from './scene-top.ts';

/** The grass of the four seasons, a step darker than their sky. */
const grass = ['#bfe0d8', '#8fcbbd', '#f3d49b', '#f4f6fb'] as const;
const wood = '#e9b97c';
const grain = '#c48a4a';

/** The three places' sky and ground in the colours of a season. */
export class Grounds {
  readonly #stage: Stage;
  #images: GameObjects.Image[];
  #season: number;

  constructor(stage: Stage, season: number) {
    this.#stage = stage;
    this.#season = season % 4;
    this.#images = plots.map((plot) => this.#paint(plot, this.#season));
  }

  async turnTo(season: number): Promise<void> {
    if (season % 4 === this.#season) return;
    this.#season = season % 4;
    const before = this.#images;
    this.#images = plots.map((plot) => this.#paint(plot, this.#season).setAlpha(0));
    await this.#stage.glide(this.#images, { alpha: 1 }, 320, { ease: 'Linear' });
    for (const image of before) image.destroy();
  }

  #paint(plot: Plot, season: number): GameObjects.Image {
    const { x, y, width, height } = gardenLayout[this.#stage.host.shape].places[plot];
    const key = `ground-${plot}-${season}-${width}`;
    return this.#stage
      .painted(x - 4, y - 4, key, width + 8, height + 8, (context) => {
        context.translate(4, 4);
        context.save();
        context.beginPath();
        context.roundRect(0, 0, width, height, 20);
        context.clip();
        context.fillStyle = palette[seasonColours[season] ?? 'paper'];
        context.fillRect(0, 0, width, height);
        context.lineWidth = 4;
        context.strokeStyle = palette.ink;
        if (plot === 'jar') paintBench(context, width, height);
        else paintHill(context, plot, width, height, grass[season] ?? grass[0]);
        context.restore();
        context.beginPath();
        context.roundRect(0, 0, width, height, 20);
        context.lineWidth = 4;
        context.strokeStyle = palette.ink;
        context.stroke();
      })
      .setOrigin(0, 0)
      .setDepth(-2);
  }
}

function paintBench(context: CanvasRenderingContext2D, width: number, height: number): void {
  context.fillStyle = wood;
  context.fillRect(-4, height - 52, width + 8, 60);
  context.strokeRect(-4, height - 52, width + 8, 60);
  context.strokeStyle = grain;
  context.lineWidth = 3;
  context.lineCap = 'round';
  for (const [from, to, at] of [
    [0.08, 0.34, 34],
    [0.5, 0.88, 24],
    [0.3, 0.6, 12],
  ] as const) {
    context.beginPath();
    context.moveTo(width * from, height - at);
    context.lineTo(width * to, height - at);
    context.stroke();
  }
}

function paintHill(
  context: CanvasRenderingContext2D,
  plot: Plot,
  width: number,
  height: number,
  colour: string,
): void {
  const top = plot === 'garden' ? height * 0.2 : height * 0.36;
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(-8, top + 12);
  if (plot === 'garden') context.quadraticCurveTo(width / 2, top - 26, width + 8, top + 12);
  else context.bezierCurveTo(width * 0.25, top - 44, width * 0.45, top + 40, width + 8, top - 10);
  context.lineTo(width + 8, height + 8);
  context.lineTo(-8, height + 8);
  context.closePath();
  context.fill();
  context.lineWidth = 3;
  context.stroke();
}
