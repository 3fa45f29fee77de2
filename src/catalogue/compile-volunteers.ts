import {
  authoredChecks,
  authoredConduct,
  authoredVolunteerCourse,
  type AuthoredVolunteerCourse,
} from './authored.ts';
import type { FaultList } from './faults.ts';
import type { VolunteerContent } from './schema.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

const folder = 'content/volunteers';

/** What volunteers learn, sign and tick; null after a fault in one of the files. */
export function compileVolunteers(root: string, faults: FaultList): VolunteerContent | null {
  const course = readYaml(root, `${folder}/course.yaml`, authoredVolunteerCourse, faults);
  const conduct = readYaml(root, `${folder}/conduct.yaml`, authoredConduct, faults);
  const checks = readYaml(root, `${folder}/checks.yaml`, authoredChecks, faults);
  if (course.value) checkCourse(course, course.value, faults);
  for (const [file, ids] of [
    [conduct.file, conduct.value?.standards.map(({ id }) => id)],
    [checks.file, checks.value?.map(({ id }) => id)],
    [course.file, course.value?.questions.map(({ id }) => id)],
  ] as const)
    for (const id of new Set(ids?.filter((one, at) => ids.indexOf(one) !== at)))
      faults.add(file, 1, `${id} is there twice`);
  if (!course.value || !conduct.value || !checks.value) return null;
  const { version, pass_mark: passMark, topics, questions } = course.value;
  return {
    course: {
      version,
      passMark,
      topics: topics.map(({ id, name, all_right: allRight = false }) => ({ id, name, allRight })),
      questions: questions.map(({ options, ...question }) => ({
        ...question,
        options: options.map(({ correct = false, ...option }) => ({ ...option, correct })),
      })),
    },
    conduct: conduct.value,
    checks: checks.value.map(({ about = null, ...check }) => ({ ...check, about })),
  };
}

const article = { zh: /第[一二三四五六七八九十百千零]+条/, en: /\barticles? \d+/i };

/** Every topic alike, every key alike, and an article in each wrong option's feedback. */
function checkCourse(
  { file, lineOf }: YamlFile<unknown>,
  { pass_mark: passMark, topics, questions }: AuthoredVolunteerCourse,
  faults: FaultList,
): void {
  if (passMark > questions.length) faults.add(file, lineOf(['pass_mark']), 'nobody could pass');
  for (const [at, { id }] of topics.entries()) {
    const share = questions.filter(({ topic }) => topic === id).length;
    if (share * topics.length !== questions.length)
      faults.add(file, lineOf(['topics', at]), `${id} has ${share} of ${questions.length} questions`);
  }
  for (const key of ['A', 'B', 'C']) {
    const right = questions.filter(({ options }) => options.some((one) => one.correct && one.key === key));
    if (right.length * 3 !== questions.length)
      faults.add(
        file,
        1,
        `${key} is right in ${right.length} of ${questions.length} questions, not in a third`,
      );
  }
  questions.forEach(({ topic, options }, at) => {
    faults.expectKnown(
      { file, line: lineOf(['questions', at, 'topic']) },
      'topic',
      topic,
      topics.map(({ id }) => id),
    );
    options.forEach(({ correct, feedback }, optionAt) => {
      const line = lineOf(['questions', at, 'options', optionAt, 'feedback']);
      for (const language of ['zh', 'en'] as const)
        if (!correct && !article[language].test(feedback[language]))
          faults.add(file, line, `feedback.${language} names no article of a law`);
    });
  });
}
