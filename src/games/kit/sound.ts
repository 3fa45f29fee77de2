import type { SoundCue } from './scene.ts';

/** Notes of C major pentatonic in Hz, each with its start in seconds. */
const cues: Record<SoundCue, readonly { hertz: number; atSeconds: number; lastsSeconds: number }[]> = {
  tap: [{ hertz: 523.25, atSeconds: 0, lastsSeconds: 0.07 }],
  place: [{ hertz: 587.33, atSeconds: 0, lastsSeconds: 0.12 }],
  right: [
    { hertz: 659.25, atSeconds: 0, lastsSeconds: 0.14 },
    { hertz: 783.99, atSeconds: 0.11, lastsSeconds: 0.2 },
  ],
  again: [
    { hertz: 440, atSeconds: 0, lastsSeconds: 0.16 },
    { hertz: 392, atSeconds: 0.13, lastsSeconds: 0.22 },
  ],
  done: [
    { hertz: 659.25, atSeconds: 0, lastsSeconds: 0.13 },
    { hertz: 783.99, atSeconds: 0.1, lastsSeconds: 0.13 },
    { hertz: 880, atSeconds: 0.2, lastsSeconds: 0.2 },
  ],
};

type Player = (typeof import('zzfx'))['ZZFX'];

/** Plays the kit's cues at a volume from 0 to 1. Silent until `wake`, which needs a tap or a key. */
export class SoundBox {
  volume: number;
  #player: Player | null = null;
  #samples = new Map<SoundCue, number[]>();

  constructor(volume: number) {
    this.volume = volume;
  }

  async wake(): Promise<void> {
    try {
      this.#player ??= (await import('zzfx')).ZZFX;
      if (this.#player.audioContext.state === 'suspended') await this.#player.audioContext.resume();
    } catch {
      // A device without audio plays in silence: every cue has a caption.
      this.#player = null;
    }
  }

  play(cue: SoundCue): void {
    const player = this.#player;
    if (!player || this.volume <= 0) return;
    let samples = this.#samples.get(cue);
    if (!samples) {
      samples = mix(player, cue);
      this.#samples.set(cue, samples);
    }
    player.playSamples([samples], this.volume);
  }

  sleep(): void {
    void this.#player?.audioContext.suspend();
  }
}

function mix(player: Player, cue: SoundCue): number[] {
  const seconds = Math.max(...cues[cue].map((note) => note.atSeconds + note.lastsSeconds));
  const mixed = Array.from({ length: Math.ceil(seconds * player.sampleRate) }, () => 0);
  for (const note of cues[cue]) {
    const attack = 0.005;
    const release = note.lastsSeconds - attack - 0.01;
    const samples = player.buildSamples(1, 0, note.hertz, attack, 0.01, release, 0);
    const start = Math.round(note.atSeconds * player.sampleRate);
    samples.forEach((sample, index) => {
      mixed[start + index] = (mixed[start + index] ?? 0) + sample;
    });
  }
  return mixed;
}
