import type { CardRead } from '#cards/read-frame.ts';

/** Reads pictures one after another beside the page; pictures never leave the device. */
export interface CardEye {
  look(picture: ImageData): Promise<CardRead[]>;
  close(): void;
}

/** Fetches the reader, which no other page loads. */
export function openEye(): CardEye {
  const worker = new Worker(new URL('./card-worker.ts', import.meta.url), { type: 'module' });
  return {
    look({ data, width, height }) {
      return new Promise((resolve, reject) => {
        worker.onmessage = ({ data: reads }: MessageEvent<CardRead[]>) => resolve(reads);
        worker.onerror = (event) => reject(new Error(event.message));
        worker.postMessage({ data, width, height }, [data.buffer]);
      });
    },
    close: () => worker.terminate(),
  };
}
