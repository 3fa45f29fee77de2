import type { FaultList } from './faults.ts';
import type { KnownNames } from './known-names.ts';
import type { LessonTag, LessonText } from './lesson-text.ts';

/** Each tag of a lesson and the attributes it takes; `?` marks one that may be left out. */
const tagAttributes: Readonly<Record<string, readonly string[]>> = {
  Step: ['title'],
  Say: ['who', 'mood?'],
  Question: ['id'],
  Game: ['name'],
  Act: [],
  FamilyTask: [],
  Fact: ['id'],
  Picture: ['name', 'alt'],
  Word: [],
};

/** Checks every tag of one language's file: its name, its attributes, and what it refers to. */
export function checkLessonTags(
  text: LessonText,
  questionIds: readonly string[],
  known: KnownNames,
  faults: FaultList,
): void {
  const people = known.cast.filter((name) => !known.cast.some((other) => name.startsWith(`${other}-`)));
  for (const tag of text.tags) {
    const place = { file: text.file, line: tag.line };
    if (!faults.expectKnown(place, 'tag', tag.name, Object.keys(tagAttributes))) continue;
    if (!checkAttributes(tag, place, faults)) continue;
    const { id = '', name = '', who = '', mood } = tag.attributes;
    if (tag.name === 'Question') faults.expectKnown(place, 'open question of this lesson', id, questionIds);
    if (tag.name === 'Fact') faults.expectKnown(place, 'fact', id, known.facts);
    if (tag.name === 'Game') faults.expectKnown(place, 'game', name, known.games);
    if (tag.name === 'Picture') faults.expectKnown(place, 'picture', name, known.pictures);
    if (tag.name === 'Word') checkWord(text, tag, faults);
    if (tag.name !== 'Say' || !faults.expectKnown(place, 'character', who, people)) continue;
    const moods = known.cast
      .filter((one) => one.startsWith(`${who}-`))
      .map((one) => one.slice(who.length + 1));
    if (mood !== undefined) faults.expectKnown(place, `mood of ${who}`, mood, moods);
  }
  checkWhole(text, questionIds, faults);
}

function checkAttributes(tag: LessonTag, place: { file: string; line: number }, faults: FaultList): boolean {
  const rules = tagAttributes[tag.name] ?? [];
  const missing = rules.filter((rule) => !rule.endsWith('?') && !tag.attributes[rule]?.trim());
  for (const name of missing) faults.add(place.file, place.line, `<${tag.name}> needs ${name}="…"`);
  const names = rules.map((rule) => rule.replace('?', ''));
  const known = Object.keys(tag.attributes).map((name) =>
    faults.expectKnown(place, `attribute of <${tag.name}>`, name, names),
  );
  return missing.length === 0 && known.every(Boolean);
}

function checkWord(text: LessonText, tag: LessonTag, faults: FaultList): void {
  const words = text.frontmatter.vocabulary.map(({ word }) => word);
  faults.expectKnown({ file: text.file, line: tag.line }, 'vocabulary word', tag.text, words);
}

/** What a whole lesson needs: every open question once, its game, an act-out and a family task. */
function checkWhole(text: LessonText, questionIds: readonly string[], faults: FaultList): void {
  const asked = text.tags.filter(({ name }) => name === 'Question').map(({ attributes }) => attributes['id']);
  for (const id of questionIds) {
    const times = asked.filter((one) => one === id).length;
    if (times !== 1) faults.add(text.file, 1, `asks ${id} ${times} times instead of once`);
  }
  for (const name of ['Act', 'FamilyTask']) {
    const times = text.tags.filter((tag) => tag.name === name).length;
    if (times !== 1) faults.add(text.file, 1, `has <${name}> ${times} times instead of once`);
  }
  const games = text.tags.filter(({ name }) => name === 'Game').map(({ attributes }) => attributes['name']);
  const meant = text.frontmatter.game;
  if (games.join() !== (meant ?? ''))
    faults.add(text.file, 1, `holds the game “${games.join()}”, its frontmatter says “${meant ?? ''}”`);
}
