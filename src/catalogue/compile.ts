import type { Bilingual } from '#domain/text.ts';

import {
  authoredCampaigns,
  authoredCompetencies,
  authoredCourse,
  authoredFacts,
  authoredHotlines,
  authoredMisconceptions,
  authoredReadings,
  authoredRegions,
  authoredSellingWords,
  type AuthoredPlace,
} from './authored.ts';
import { makeReadings, uncheckedPolyphones, type Readings } from './annotate-pinyin.ts';
import { canonicalJson, shortHash } from './canonical.ts';
import { compileCourse } from './compile-course.ts';
import { compileLesson, type CompiledLesson } from './compile-lesson.ts';
import { compileVolunteers } from './compile-volunteers.ts';
import { ContentBroken, FaultList } from './faults.ts';
import { readKnownNames, type KnownNames } from './known-names.ts';
import { pupilTexts } from './pupil-texts.ts';
import { courseIds, type Campaign, type Catalogue, type District, type Misconception } from './schema.ts';
import { readYaml } from './yaml-file.ts';

/** What a compilation yields beside the catalogue: the lessons as read, for the prose checks. */
export interface Compilation {
  readonly catalogue: Catalogue;
  readonly lessons: readonly CompiledLesson[];
  readonly readings: Readings;
}

/**
 * Reads content/ below `root`, checks every reference and compiles it. Throws ContentBroken with all faults,
 * each naming file, line and the nearest right name.
 */
export function compileContent(root: string): Compilation {
  const faults = new FaultList();
  const misconceptions = readMisconceptions(root, faults);
  const competencies = (
    readYaml(root, 'content/competencies.yaml', authoredCompetencies, faults).value ?? []
  ).map(({ id, name }) => ({ id, name }));
  const facts = (readYaml(root, 'content/facts.yaml', authoredFacts, faults).value ?? []).map(
    ({ verified_on: verifiedOn, ...fact }) => ({ ...fact, verifiedOn }),
  );
  const hotlines = (readYaml(root, 'content/hotlines.yaml', authoredHotlines, faults).value ?? []).map(
    ({ verified_on: verifiedOn, ...hotline }) => ({ ...hotline, verifiedOn }),
  );
  const districts = compileDistricts(
    readYaml(root, 'content/regions.yaml', authoredRegions, faults).value ?? [],
    null,
  );
  expectUnique(
    districts.map(({ code }) => code),
    'place',
    faults,
  );
  const campaigns = compileCampaigns(root, faults);
  const sellingWords = (
    readYaml(root, 'content/selling-words.yaml', authoredSellingWords, faults).value ?? []
  ).flatMap(({ words }) => words);
  expectUnique(sellingWords, 'selling word', faults);
  const volunteers = compileVolunteers(root, faults);
  const readings = readReadings(root, faults);
  const known: KnownNames = readKnownNames(root, {
    misconceptions: misconceptions.map(({ code }) => code),
    competencies: competencies.map(({ id }) => id),
    facts: facts.map(({ id }) => id),
  });

  const courses = courseIds.flatMap((id) => {
    const file = `content/courses/${id}/course.yaml`;
    const course = readYaml(root, file, authoredCourse, faults);
    return course.value ? [compileCourse(root, course.value, course, faults)] : [];
  });
  const lessons = courses
    .flatMap((course) => course.lessons)
    .map((outline) => compileLesson({ root, outline, known, facts, readings, faults }));
  expectUnique(
    lessons.flatMap(({ questions }) => questions.map(({ id }) => id)),
    'question id',
    faults,
  );
  for (const lesson of lessons) checkReadings(root, lesson, readings, faults);
  if (faults.faults.length > 0 || !volunteers) throw new ContentBroken(faults.faults);

  const body = {
    courses: courses.map(({ course }) => course),
    modules: courses.flatMap(({ modules }) => modules),
    lessons: lessons.map(({ lesson }) => lesson),
    questions: lessons.flatMap(({ questions }) => questions),
    misconceptions,
    competencies,
    facts,
    hotlines,
    districts,
    campaigns,
    sellingWords,
    volunteers,
  };
  return { catalogue: { hash: shortHash(canonicalJson(body)), ...body }, lessons, readings };
}

const levels = ['province', 'city', 'county', 'town'] as const;

function compileDistricts(places: readonly AuthoredPlace[], parent: District | null): District[] {
  return places.flatMap(({ code, name, square, places: below = [] }) => {
    const level = levels[parent ? levels.indexOf(parent.level) + 1 : 0] ?? 'town';
    const at = square ? { column: square[0], row: square[1] } : null;
    const own: District = { code, parentCode: parent?.code ?? null, level, name, square: at };
    return [own, ...compileDistricts(below, own)];
  });
}

function compileCampaigns(root: string, faults: FaultList): Campaign[] {
  const { value } = readYaml(root, 'content/campaigns.yaml', authoredCampaigns, faults);
  return (value ?? []).map((campaign) => ({
    ...campaign,
    years: campaign.years.map(({ verified_on: verifiedOn, from, until, ...year }) => ({
      ...year,
      from: from ?? campaign.from,
      until: until ?? campaign.until,
      verifiedOn,
    })),
  }));
}

function readMisconceptions(root: string, faults: FaultList): Misconception[] {
  const { value, file } = readYaml(root, 'content/misconceptions.yaml', authoredMisconceptions, faults);
  expectUnique(
    (value ?? []).map(({ code }) => code),
    `misconception code in ${file}`,
    faults,
  );
  return (value ?? []).map((one) => ({ ...one, clusterId: clusterIdOf(one.cluster) }));
}

function clusterIdOf(cluster: Bilingual): string {
  return cluster.en
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

function readReadings(root: string, faults: FaultList): Readings {
  const file = 'content/pinyin-overrides.yaml';
  const { value, lineOf } = readYaml(root, file, authoredReadings, faults);
  for (const [word, reading] of Object.entries(value?.words ?? {})) {
    if (Array.from(word).length !== reading.split(' ').length)
      faults.add(
        file,
        lineOf(['words', word]),
        `“${word}” has one reading for each character, not “${reading}”`,
      );
  }
  return makeReadings(value?.polyphones ?? '', value?.words ?? {});
}

function checkReadings(root: string, lesson: CompiledLesson, readings: Readings, faults: FaultList): void {
  for (const { text, file, line } of pupilTexts(root, lesson)) {
    for (const polyphone of uncheckedPolyphones(text, lesson.pinyin, readings))
      faults.add(
        file,
        line,
        `nobody checked the reading of ${polyphone}: add the word to pinyin-overrides.yaml`,
      );
  }
}

function expectUnique(names: readonly string[], what: string, faults: FaultList): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) faults.add('content', 1, `the ${what} “${name}” is there twice`);
    seen.add(name);
  }
}
