declare module 'zzfx' {
  /** The one player; importing the package opens its AudioContext. */
  export const ZZFX: {
    volume: number;
    readonly sampleRate: number;
    readonly audioContext: AudioContext;
    buildSamples(...parameters: (number | undefined)[]): number[];
    playSamples(channels: number[][], volumeScale?: number): AudioBufferSourceNode;
  };
}
