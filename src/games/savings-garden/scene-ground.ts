import type { GameObjects } from 'phaser';

import type { StageShape } from '../kit/scene.ts';
import { palette } from '../kit/palette.ts';

import { bushFoot, gardenLayout, mostBushes, treeFoot } from './layout.ts';
import { type Plot, plots } from './rules-growth.ts';
import type { Stage } from './scene-top.ts';

/** The sky of spring, summer, autumn and winter. */
const skies = ['#fbe3f0', palette.celadonLight, palette.mandarinLight, palette.indigoLight] as const;
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
        context.fillStyle = skies[season] ?? palette.paper;
        context.fillRect(0, 0, width, height);
        context.lineWidth = 4;
        context.strokeStyle = palette.ink;
        if (plot === 'jar') paintBench(context, width, height);
        else {
          paintHill(context, plot, width, height, grass[season] ?? grass[0]);
          context.translate(-x, -y);
          if (plot === 'garden') paintBeds(context, this.#stage.host.shape);
          else paintTufts(context, this.#stage.host.shape);
        }
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

/** A bed for every tree there can be: brown for those that income buys, the fruit's colours for the rest. */
function paintBeds(context: CanvasRenderingContext2D, shape: StageShape): void {
  const { size } = gardenLayout[shape].trees;
  for (let slot = 0; slot < 18; slot += 1) {
    const { x, y } = treeFoot(shape, slot);
    context.fillStyle = slot < 12 ? wood : slot < 16 ? palette.mandarin : palette.blossom;
    context.beginPath();
    context.ellipse(x, y - 2, size.x * 0.26, 7, 0, 0, Math.PI * 2);
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = grain;
    context.stroke();
  }
}

function paintTufts(context: CanvasRenderingContext2D, shape: StageShape): void {
  context.lineWidth = 3;
  context.strokeStyle = palette.celadon;
  context.lineCap = 'round';
  for (let place = 0; place < mostBushes * 0.8; place += 1) {
    const { x, y } = bushFoot(shape, place);
    for (const lean of [-6, 0, 6]) {
      context.beginPath();
      context.moveTo(x + lean * 0.4, y - 2);
      context.lineTo(x + lean, y - 12 + Math.abs(lean) * 0.5);
      context.stroke();
    }
  }
}
