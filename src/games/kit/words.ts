import type { ProblemCode } from '#domain/problems.ts';

import type { SoundCue } from './scene.ts';

type Sentence =
  | 'start'
  | 'goOn'
  | 'startAfresh'
  | 'loading'
  | 'demoNote'
  | 'stageLabel'
  | 'tableLabel'
  | 'pause'
  | 'resume'
  | 'paused'
  | 'pausedNote'
  | 'toTable'
  | 'toScene'
  | 'soundOff'
  | 'soundLow'
  | 'soundHigh'
  | 'help'
  | 'keys'
  | 'close'
  | 'leave'
  | 'fullScreen'
  | 'restart'
  | 'finished'
  | 'howItWent'
  | 'again'
  | 'sending'
  | 'recorded'
  | 'keptOffline'
  | 'refused'
  | 'startFailed'
  | 'startOffline'
  | 'practise'
  | 'tryAgain'
  | 'sceneFailed'
  | 'loadFailed'
  | 'tile'
  | 'sound'
  | 'controls';

/** The words around every game in one language; the page passes them (`gameWords` of the i18n room). */
export type GameKitWords = Readonly<Record<Sentence, string>> & {
  readonly captions: Readonly<Record<SoundCue, string>>;
  readonly problems: Readonly<Partial<Record<ProblemCode, string>>>;
};

export function fillPlaces(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
