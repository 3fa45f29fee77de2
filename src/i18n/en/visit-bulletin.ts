import type { visitBulletin as zh } from '../zh/visit-bulletin.ts';

export const visitBulletin: typeof zh = {
  title: 'School bulletin and a word to families',
  lead: 'Written from the visit’s record, to print or to copy onto the blackboard. No pupil’s name or photo, no bank, no product.',
  notYet: 'The lesson of this visit has not been held. Send it afterwards.',
  reporter: 'Young reporters’ bulletin',
  headline: '{day}: grade {grade} had the lesson “{lesson}”',
  ourSchool: 'our school',
  who: 'Who',
  when: 'When',
  source: 'How we know',
  sourceText: 'The class’s record of the lesson. What “{lesson}” states comes from:',
  learned: 'What we learned',
  sentence: 'A sentence of the reporter’s own',
  check: 'Before it goes out, ask three things: who says so, since when, and where can one look it up?',
  parents: 'A word to families',
  parentsTitle: 'Your child had a money lesson today',
  parentsText:
    'On {day} grade {grade} of {school} had “{lesson}”. Let your child be the teacher at home today.',
  familyTask: 'Talk it over (only if you like)',
  parentsPromise:
    'Nothing to buy, nothing to install, and nobody has to say how much money there is at home.',
};
