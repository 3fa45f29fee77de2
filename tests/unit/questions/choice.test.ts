import { describe, expect, test } from 'vitest';

import { dontKnow } from '#domain/evidence.ts';
import { authoredChoice, choice, type ChoiceQuestion } from '#questions/choice/kind.ts';
import { seatSeed } from '#questions/kit/seat-seed.ts';
import { questionKinds } from '#questions/kinds.ts';

const open: ChoiceQuestion = {
  id: 'LB02-Q1',
  kind: 'choice',
  lessonId: 'LB02',
  version: '0123456789ab',
  sealed: false,
  stem: { zh: '1 元能换几个 1 角？', en: 'How many 1-jiao coins make 1 yuan?' },
  options: [
    {
      key: 'A',
      text: { zh: '10 个', en: '10 coins' },
      correct: true,
      misconception: null,
      feedback: { zh: '对！1 元=10 角。', en: 'Yes. 1 yuan is 10 jiao.' },
    },
    {
      key: 'B',
      text: { zh: '100 个', en: '100 coins' },
      correct: false,
      misconception: 'M-VAL-UNIT',
      feedback: { zh: '是“分”还是“角”？', en: 'Is it fen or jiao?' },
    },
    {
      key: 'C',
      text: { zh: '5 个', en: '5 coins' },
      correct: false,
      misconception: 'M-VAL-COUNT',
      feedback: { zh: '数一数。', en: 'Count.' },
    },
  ],
};
const sealed: ChoiceQuestion = { ...open, id: 'LB02-S1', sealed: true };

/** Every key and every text that would tell which option is right. */
function secretsIn(view: unknown): readonly string[] {
  const json = JSON.stringify(view);
  const secrets = ['correct', 'misconception', 'feedback', 'competenc', 'M-VAL', '对！', 'Yes.'];
  return secrets.filter((secret) => json.includes(secret));
}

describe('what a pupil may see of a question', () => {
  test.each([open, sealed])('$id shows no key, no belief and no feedback', (question) => {
    expect(secretsIn(choice.publicView(question, 7))).toEqual([]);
  });

  test('a key planted in the view is found', () => {
    expect(secretsIn({ ...choice.publicView(open, 7), correct: 'A' })).toEqual(['correct']);
    expect(secretsIn(open)).toHaveLength(6);
  });

  test('an open question keeps the order of its author', () => {
    expect(choice.publicView(open, 99).options.map(({ key }) => key)).toEqual(['A', 'B', 'C']);
  });

  test('a sealed question puts each option in each place for about a third of the seats', () => {
    const firsts = Array.from({ length: 3000 }, (_, seat) =>
      choice.publicView(sealed, seatSeed(`seat-${seat}`, sealed.id)).options.map(({ key }) => key),
    );
    for (const place of [0, 1, 2])
      for (const key of ['A', 'B', 'C'])
        expect(firsts.filter((order) => order[place] === key).length / 3000).toBeCloseTo(1 / 3, 1);
  });

  test('a seat meets a sealed question in the same order again', () => {
    const seed = seatSeed('seat-1', sealed.id);
    expect(choice.publicView(sealed, seed)).toEqual(choice.publicView(sealed, seed));
  });
});

describe('marking a choice', () => {
  test('the right option is right and holds no belief', () => {
    expect(choice.mark(open, 'A')).toEqual({
      ok: true,
      value: { right: true, dontKnow: false, chosen: 'A', misconception: null },
    });
  });

  test('a wrong option names its belief', () => {
    expect(choice.mark(open, 'B')).toMatchObject({ value: { right: false, misconception: 'M-VAL-UNIT' } });
  });

  test.each([undefined, null, '', 'D', 'a', 1, ['A'], { key: 'A' }, '__proto__', Number.NaN])(
    'the unreadable answer %j is refused, not counted as wrong',
    (answer) => {
      expect(choice.mark(open, answer)).toEqual({ ok: false, problem: 'unreadable-answer' });
    },
  );

  test('“do not know” is an answer on a sealed test only', () => {
    expect(choice.mark(sealed, dontKnow)).toMatchObject({ value: { right: false, dontKnow: true } });
    expect(choice.mark(open, dontKnow).ok).toBe(false);
  });
});

describe('what an author may write', () => {
  const authored = {
    id: 'LB02-Q1',
    kind: 'choice',
    competencies: ['compose-amount'],
    stem: open.stem,
    options: open.options.map(({ key, text, correct, misconception, feedback }) =>
      correct ? { key, text, correct, feedback } : { key, text, misconception, feedback },
    ),
  };
  const withOption = (place: number, change: object) => ({
    ...authored,
    options: authored.options.map((option, index) => (index === place ? { ...option, ...change } : option)),
  });

  test('a whole question passes', () => {
    expect(authoredChoice.safeParse(authored).success).toBe(true);
  });

  test.each([
    ['two right options', withOption(1, { correct: true, misconception: undefined })],
    ['a wrong option without a belief', withOption(1, { misconception: undefined })],
    ['options out of order', withOption(0, { key: 'B' })],
    ['an empty English feedback', withOption(2, { feedback: { zh: '数一数。', en: ' ' } })],
    ['a sealed question without forms', { ...authored, id: 'LB02-S1', sealed: true }],
    ['an unknown key', { ...authored, hint: 'x' }],
  ])('%s is refused', (_, question) => {
    expect(authoredChoice.safeParse(question).success).toBe(false);
  });
});

test('every kind is registered under its own id', () => {
  expect(Object.entries(questionKinds).map(([id, kind]) => [id, kind.id])).toEqual([['choice', 'choice']]);
});
