import { isShown, suppressPart } from './suppress.ts';

/** What one pupil made of a whole test: every item answered, “do not know” counted as not right. */
export interface TestResult {
  readonly pupilId: string;
  readonly classId: string;
  readonly right: number;
  readonly of: number;
  /** Codes of the beliefs that the pupil chose at least once. */
  readonly misconceptions: readonly string[];
}

export interface TestResults {
  readonly before: readonly TestResult[];
  readonly after: readonly TestResult[];
  /** Four to six weeks later; empty while that is to come. */
  readonly later: readonly TestResult[];
}

/** How many of the matched pupils chose a belief; `later` counts those who also sat the later test. */
export interface BeliefShift {
  readonly code: string;
  readonly before: number;
  readonly after: number;
  readonly later: number | null;
}

/**
 * How pupils who sat both tests changed. A change, not an effect: no class is compared with another.
 * Percentages are 0..100 and not rounded.
 */
export interface Change {
  /** Pupils who answered every item before and after. */
  readonly matched: number;
  /** Pupils who answered every item before; `attrition` of them are missing afterwards. */
  readonly beforeCount: number;
  readonly afterCount: number;
  readonly attrition: number;
  readonly beforePercent: number;
  readonly afterPercent: number;
  /** (after − before)/(100 − before) of the means; null when the class knew it before (over 85 %). */
  readonly gain: number | null;
  /** (after − before) / standard deviation before; null when all were alike before. */
  readonly effectSize: number | null;
  /** 95 % of resampled classes changed by so many points of a hundred. */
  readonly interval: readonly [low: number, high: number];
  readonly later: {
    /** Pupils who sat all three tests. */
    readonly matched: number;
    readonly percent: number;
    /** Their (later − before)/(after − before); null when there was nothing to keep. */
    readonly retention: number | null;
  } | null;
  /** The three that most matched pupils chose before, and then those that most chose afterwards. */
  readonly misconceptions: readonly BeliefShift[];
}

/** A whole number from 0 to below the bound, from a seeded generator. */
export type DrawBelow = (bound: number) => number;

/** A mean above this before a lesson leaves no room for a gain: 已达标. */
const reachedPercent = 85;

/** From so many classes on, whole classes are drawn, for pupils of a class are alike. */
const leastClusters = 10;
const resamples = 2000;

interface Pair {
  readonly before: TestResult;
  readonly after: TestResult;
  readonly later: TestResult | null;
}

/** Null when nobody sat both tests. */
export function measureChange({ before, after, later }: TestResults, drawBelow: DrawBelow): Change | null {
  const afterBy = new Map(after.map((result) => [result.pupilId, result]));
  const laterBy = new Map(later.map((result) => [result.pupilId, result]));
  const pairs = before.flatMap((result): Pair[] => {
    const second = afterBy.get(result.pupilId);
    return second ? [{ before: result, after: second, later: laterBy.get(result.pupilId) ?? null }] : [];
  });
  if (pairs.length === 0) return null;
  const beforePercent = mean(pairs.map((pair) => percentOf(pair.before)));
  const afterPercent = mean(pairs.map((pair) => percentOf(pair.after)));
  const spread = standardDeviation(pairs.map((pair) => percentOf(pair.before)));
  return {
    matched: pairs.length,
    beforeCount: before.length,
    afterCount: after.length,
    attrition: before.length - pairs.length,
    beforePercent,
    afterPercent,
    gain: beforePercent > reachedPercent ? null : (afterPercent - beforePercent) / (100 - beforePercent),
    effectSize: spread > 0 ? (afterPercent - beforePercent) / spread : null,
    interval: bootstrapInterval(pairs, drawBelow),
    later: measureLater(pairs),
    misconceptions: strongestBeliefs(pairs),
  };
}

/**
 * What may leave the class: nothing when fewer than ten sat both tests, no later figures for fewer than ten, and
 * no belief count that is small or leaves a small rest. Means before and after of those who sat three tests
 * stand nowhere, so that no subtraction finds the few who sat two.
 */
export function publishChange(change: Change): PublishedChange {
  const { matched, later } = change;
  if (!isShown(matched)) return { shown: false };
  const shownLater = later && isShown(later.matched) ? later : null;
  const misconceptions = change.misconceptions.map((shift) => ({
    code: shift.code,
    before: suppressPart(shift.before, matched),
    after: suppressPart(shift.after, matched),
    later: shift.later === null || !shownLater ? null : suppressPart(shift.later, shownLater.matched),
  }));
  return { shown: true, ...change, later: shownLater, misconceptions };
}

export type PublishedChange =
  | { readonly shown: false }
  | ({ readonly shown: true } & Omit<Change, 'misconceptions'> & {
        /** Null: fewer than ten, or a rest of fewer than ten. */
        readonly misconceptions: readonly {
          readonly code: string;
          readonly before: number | null;
          readonly after: number | null;
          readonly later: number | null;
        }[];
      });

function measureLater(pairs: readonly Pair[]): Change['later'] {
  const stayed = pairs.flatMap(({ later, ...pair }) => (later ? [{ ...pair, later }] : []));
  if (stayed.length === 0) return null;
  const before = mean(stayed.map((pair) => percentOf(pair.before)));
  const after = mean(stayed.map((pair) => percentOf(pair.after)));
  const percent = mean(stayed.map((pair) => percentOf(pair.later)));
  const retention = after > before ? (percent - before) / (after - before) : null;
  return { matched: stayed.length, percent, retention };
}

function strongestBeliefs(pairs: readonly Pair[]): readonly BeliefShift[] {
  const holders = (code: string, when: keyof Pair): number =>
    pairs.filter((pair) => pair[when]?.misconceptions.includes(code)).length;
  const codes = new Set(
    pairs.flatMap(({ before, after }) => [before, after]).flatMap((one) => one.misconceptions),
  );
  const someLater = pairs.some(({ later }) => later !== null);
  return [...codes]
    .map((code) => ({
      code,
      before: holders(code, 'before'),
      after: holders(code, 'after'),
      later: someLater ? holders(code, 'later') : null,
    }))
    .sort(
      (one, other) =>
        other.before - one.before || other.after - one.after || (one.code < other.code ? -1 : 1),
    )
    .slice(0, 3);
}

function bootstrapInterval(pairs: readonly Pair[], drawBelow: DrawBelow): readonly [number, number] {
  const changeOf = ({ before, after }: Pair): number => percentOf(after) - percentOf(before);
  const classes = [...Map.groupBy(pairs, ({ before }) => before.classId).values()].map((own) =>
    own.map(changeOf),
  );
  const units = classes.length >= leastClusters ? classes : pairs.map((pair) => [changeOf(pair)]);
  const means = Array.from({ length: resamples }, () => {
    let sum = 0;
    let count = 0;
    for (let drawn = 0; drawn < units.length; drawn += 1)
      for (const change of units[drawBelow(units.length)] ?? []) {
        sum += change;
        count += 1;
      }
    return sum / count;
  }).sort((one, other) => one - other);
  const cut = Math.floor(resamples * 0.025);
  return [means[cut] ?? 0, means[resamples - 1 - cut] ?? 0];
}

function percentOf({ right, of }: TestResult): number {
  return (100 * right) / of;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}

/** Of a sample: n − 1; 0 for a single number. */
function standardDeviation(numbers: readonly number[]): number {
  if (numbers.length < 2) return 0;
  const middle = mean(numbers);
  const squares = numbers.reduce((sum, one) => sum + (one - middle) ** 2, 0);
  return Math.sqrt(squares / (numbers.length - 1));
}
