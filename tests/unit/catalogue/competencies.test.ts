import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

import { loadCatalogue } from '#catalogue/load.ts';
import type { Catalogue } from '#catalogue/schema.ts';
import { projectFolder } from '#cli/project-folder.ts';
import { botMoves } from '#games/bots.ts';
import { replay } from '#games/kit/replay.ts';
import { gameIds, rulesOf } from '#games/rules.ts';

const words = z.strictObject({ zh: z.string().min(2), en: z.string().min(2) });
const shape = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
    name: words,
    description: words,
    lessons: z.array(z.string()).min(1),
    games: z.array(z.string()),
  }),
);
const competencies = shape.parse(
  parse(readFileSync(join(projectFolder, 'content/competencies.yaml'), 'utf8')),
);

/** Tags that no competency backs: `LB02-Q1: make-change` for one that does not name LB02 or the game. */
function strayTags(
  tags: readonly { readonly of: string; readonly place: string; readonly competency: string }[],
): readonly string[] {
  return tags
    .filter(({ place, competency }) => {
      const found = competencies.find(({ id }) => id === competency);
      return !found?.lessons.includes(place) && !found?.games.includes(place);
    })
    .map(({ of, competency }) => `${of}: ${competency}`);
}

describe('competencies', () => {
  let catalogue: Catalogue;
  beforeAll(async () => {
    catalogue = await loadCatalogue();
  });

  test('there are 15 to 25, each once', () => {
    const ids = new Set(competencies.map(({ id }) => id));
    expect(ids.size).toBe(competencies.length);
    expect(ids.size).toBeGreaterThanOrEqual(15);
    expect(ids.size).toBeLessThanOrEqual(25);
  });

  test('every lesson practises at least one', () => {
    const practised = new Set(competencies.flatMap(({ lessons }) => lessons));
    expect(catalogue.lessons.map(({ id }) => id).filter((id) => !practised.has(id))).toEqual([]);
    expect(catalogue.lessons).toHaveLength(22);
  });

  test('a question is evidence only of what its lesson practises', () => {
    const tags = catalogue.questions.flatMap(({ id, lessonId, competencies: own }) =>
      own.map((competency) => ({ of: id, place: lessonId, competency })),
    );
    expect(tags.length).toBeGreaterThan(10);
    expect(strayTags(tags)).toEqual([]);
  });

  test.each(gameIds)('%s is evidence only of what it practises', (gameId) => {
    const rules = rulesOf(gameId);
    const tags = rules.bands.flatMap((band) =>
      [0, 3000, 6000, 9000].flatMap((skillBp) => {
        const moves = botMoves(gameId, { seed: skillBp + 5, band }, { seed: skillBp, skillBp });
        const played = replay(rules, skillBp + 5, band, moves);
        if (!played.ok) throw new Error(played.problem);
        return played.value.evidence.map(({ competency }) => ({ of: gameId, place: gameId, competency }));
      }),
    );
    expect(tags.length).toBeGreaterThan(0);
    expect([...new Set(strayTags(tags))]).toEqual([]);
  });

  test('a stray tag is found', () => {
    const tag = { of: 'LB02-Q1', place: 'LB02', competency: 'borrow-wisely' };
    expect(strayTags([tag, { ...tag, competency: 'no-such-thing' }])).toHaveLength(2);
  });
});
