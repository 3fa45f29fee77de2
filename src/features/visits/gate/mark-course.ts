import type { VolunteerCourse } from '#catalogue/schema.ts';

type Answers = Readonly<Record<string, string>>;

export interface CourseMark {
  readonly right: number;
  readonly of: number;
  readonly passed: boolean;
  /** Topics of which every question has to be right and was not. */
  readonly topicsToRepeat: readonly string[];
}

/** Whether the answers, question id → option, hold every question of the course and nothing else. */
export function answersAll({ questions }: VolunteerCourse, answers: Answers): boolean {
  return (
    Object.keys(answers).length === questions.length &&
    questions.every(({ id, options }) => options.some(({ key }) => key === answers[id]))
  );
}

export function markCourse({ questions, topics, passMark }: VolunteerCourse, answers: Answers): CourseMark {
  const isRight = ({ id, options }: (typeof questions)[number]): boolean =>
    options.some(({ key, correct }) => correct && key === answers[id]);
  const right = questions.filter(isRight).length;
  const topicsToRepeat = topics
    .filter(({ id, allRight }) => allRight && !questions.filter(({ topic }) => topic === id).every(isRight))
    .map(({ id }) => id);
  return {
    ...{ right, of: questions.length, topicsToRepeat },
    passed: right >= passMark && topicsToRepeat.length === 0,
  };
}
