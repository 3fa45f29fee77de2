import type { Compilation } from './compile.ts';
import type { CompiledLesson } from './compile-lesson.ts';
import { FaultList, type ContentFault } from './faults.ts';
import type { Question, TestForm } from './schema.ts';

/** How far the share of a key may lie from a third. */
const keyTolerance = 0.1;
/** How often the right option may be the only longest one; chance gives a third. */
const longestShare = 0.4;

/** Checks the items as a set: nobody can score by always choosing B, or by choosing the longest option. */
export function checkItems({ lessons, catalogue }: Compilation): readonly ContentFault[] {
  const faults = new FaultList();
  const open = catalogue.questions.filter(({ sealed }) => !sealed);
  const sealed = catalogue.questions.filter((question) => question.sealed);
  for (const [name, questions] of [
    ['open', open],
    ['sealed', sealed],
  ] as const) {
    checkKeys(name, questions, faults);
    for (const language of ['zh', 'en'] as const) checkLongest(name, questions, language, faults);
  }
  for (const lesson of lessons) checkLessonItems(lesson, faults);
  return faults.faults;
}

function checkKeys(name: string, questions: readonly Question[], faults: FaultList): void {
  for (const key of ['A', 'B', 'C']) {
    const share = questions.filter((question) => rightKey(question) === key).length / questions.length;
    if (Math.abs(share - 1 / 3) > keyTolerance)
      faults.add(
        'content/courses',
        1,
        `${key} is right in ${percent(share)} of the ${name} questions, not in a third`,
      );
  }
}

function checkLongest(
  name: string,
  questions: readonly Question[],
  language: 'zh' | 'en',
  faults: FaultList,
): void {
  const share = questions.filter((question) => rightIsLongest(question, language)).length / questions.length;
  if (share > longestShare)
    faults.add(
      'content/courses',
      1,
      `the right option is the longest in ${percent(share)} of the ${name} questions (${language})`,
    );
}

function checkLessonItems({ outline, questions }: CompiledLesson, faults: FaultList): void {
  if (outline.folder === null) return;
  const file = `${outline.folder}/questions.yaml`;
  for (const question of questions.filter(({ sealed }) => sealed)) {
    for (const language of ['zh', 'en'] as const)
      if (rightIsLongest(question, language))
        faults.add(file, 1, `${question.id}: the right option is the longest one (${language})`);
  }
  const inForm = (form: TestForm) => questions.filter(({ forms }) => forms.includes(form));
  const [a, b] = [inForm('A'), inForm('B')];
  if (a.length !== b.length)
    faults.add(file, 1, `form A has ${a.length} questions, form B has ${b.length}: parallel forms are equal`);
  const competencies = (form: readonly Question[]) => form.flatMap((one) => one.competencies).sort();
  if (competencies(a).join() !== competencies(b).join())
    faults.add(file, 1, 'forms A and B ask for the same competencies');
}

function rightKey(question: Question): string | undefined {
  return question.options.find(({ correct }) => correct)?.key;
}

function rightIsLongest(question: Question, language: 'zh' | 'en'): boolean {
  const lengths = question.options.map(({ text, correct }) => ({ correct, length: text[language].length }));
  const right = lengths.find(({ correct }) => correct)?.length ?? 0;
  return lengths.every(({ correct, length }) => correct || length < right);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
