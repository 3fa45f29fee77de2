import type { FrameData } from '#cards/picture.ts';

/** Grey frames as a raw film of ten frames a second, as Chromium's fake camera takes it. */
export function y4mOf(frames: readonly FrameData[]): Buffer {
  const [first] = frames;
  if (!first) throw new Error('A film needs a frame.');
  const { width, height } = first;
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
  const noColour = Buffer.alloc((width / 2) * (height / 2) * 2, 128);
  return Buffer.concat([
    head,
    ...frames.flatMap(({ data }) => [
      Buffer.from('FRAME\n'),
      Buffer.from(Uint8Array.from({ length: width * height }, (_, at) => data[at * 4] as number)),
      noColour,
    ]),
  ]);
}
