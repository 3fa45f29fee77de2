import type { FrameData } from '#cards/picture.ts';
import { readFrame } from '#cards/read-frame.ts';

// Off the page's own thread, so that taps stay quick while pictures are read.
self.onmessage = ({ data }: MessageEvent<FrameData>) => {
  self.postMessage(readFrame(data));
};
