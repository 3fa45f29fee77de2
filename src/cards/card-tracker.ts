import { cardLetters, type CardLetter } from './draw-card.ts';

/** What one frame says of one card. */
export interface SeatRead {
  readonly seat: number;
  readonly answer: CardLetter;
  readonly confidence: number;
}

export interface SeatTrack {
  /** The answer that stands; null before it is sure, and while two cards claim the seat. */
  readonly answer: CardLetter | null;
  /** The answer before, when long and clear evidence has changed it: to be shown, never silent. */
  readonly changedFrom: CardLetter | null;
  /** Two cards with this seat's number were up at once. */
  readonly conflict: boolean;
  /** Set by a person: no frame changes it. */
  readonly byHand: boolean;
  readonly evidence: Readonly<Record<CardLetter, number>>;
  readonly doubles: number;
}

/** Standing answers of all seats that any frame has shown. */
export type CardTracks = ReadonlyMap<number, SeatTrack>;

const mostEvidence = 6;
const faded = 0.8;
/** Two clear frames. */
const enoughToStand = 1.2;
const clearlyMore = 2.5;
/** What a change takes: five clear frames for the other answer, and as many until the old one has faded. */
const enoughToChange = 4;
const fadedAway = 1;
const doublesToDoubt = 2;
/** A photo is looked at once and on purpose. */
export const photoWeight = 3;

const nothing: SeatTrack = {
  ...{ answer: null, changedFrom: null, conflict: false, byHand: false, doubles: 0 },
  evidence: { A: 0, B: 0, C: 0, D: 0 },
};

/**
 * The tracks after one more frame. Seats it does not show stay as they are; a read answer changes only on long
 * and clear evidence; a seat that two cards claim is not read until one of them is down.
 */
export function foldReads(tracks: CardTracks, reads: readonly SeatRead[], weight = 1): CardTracks {
  const next = new Map(tracks);
  const bySeat = Map.groupBy(reads, ({ seat }) => seat);
  for (const [seat, ofSeat] of bySeat) {
    const before = tracks.get(seat) ?? nothing;
    const [read] = ofSeat;
    if (before.byHand || !read) continue;
    next.set(seat, ofSeat.length > 1 ? doubted(before, weight) : settled(weighed(before, read, weight)));
  }
  return next;
}

/** Tracks in which these answers stand firmly: what was read before a reload. */
export function tracksFrom(
  answers: readonly { readonly seat: number; readonly answer: CardLetter }[],
): CardTracks {
  return new Map(
    answers.map(({ seat, answer }) => {
      const evidence = { ...nothing.evidence, [answer]: enoughToChange };
      return [seat, { ...nothing, answer, evidence }];
    }),
  );
}

/** Sets a seat's answer by hand, or with null forgets all that was seen of it. */
export function correctSeat(tracks: CardTracks, seat: number, answer: CardLetter | null): CardTracks {
  const next = new Map(tracks);
  if (answer === null) next.delete(seat);
  else next.set(seat, { ...nothing, answer, byHand: true });
  return next;
}

function doubted(track: SeatTrack, weight: number): SeatTrack {
  const doubles = Math.min(2 * doublesToDoubt, track.doubles + weight);
  return doubles < doublesToDoubt ? { ...track, doubles } : { ...nothing, conflict: true, doubles };
}

function weighed(track: SeatTrack, read: SeatRead, weight: number): SeatTrack {
  const evidence = { ...track.evidence };
  for (const letter of cardLetters)
    evidence[letter] =
      letter === read.answer
        ? Math.min(mostEvidence, evidence[letter] + weight * (0.5 + read.confidence / 2))
        : evidence[letter] * faded ** weight;
  const doubles = Math.max(0, track.doubles - 0.25 * weight);
  return { ...track, evidence, doubles, conflict: track.conflict && doubles > 0 };
}

function settled(track: SeatTrack): SeatTrack {
  if (track.conflict) return track;
  const [best = 'A', second = 'B'] = cardLetters.toSorted((a, b) => track.evidence[b] - track.evidence[a]);
  const most = track.evidence[best];
  if (best === track.answer) return track;
  if (track.answer === null)
    return most >= enoughToStand && most >= clearlyMore * track.evidence[second]
      ? { ...track, answer: best }
      : track;
  return most >= enoughToChange && track.evidence[track.answer] <= fadedAway
    ? { ...track, answer: best, changedFrom: track.answer }
    : track;
}
