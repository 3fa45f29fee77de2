import type { sealedTest as zh } from '../zh/sealed-test.ts';

export const sealedTest: typeof zh = {
  title: 'Think and choose',
  about: 'There are no marks here. Your choices show the teacher what to explain again. Take your time.',
  place: 'Question {number} of {total}',
  progress: '{done} of {total} questions chosen',
  dontKnow: 'I do not know yet',
  send: 'This one',
  chooseFirst: 'Choose one to go on. If you are not sure, choose “I do not know yet”.',
  doneTitle: 'All done. Thank you!',
  doneText:
    'Your choices are kept. The teacher will look at what the class thinks and talk about it with you.',
  toTown: 'Back to the town',
  closedTitle: 'These questions are closed',
  closedText: 'What you chose is kept. Thank you!',
  noneTitle: 'No questions right now',
  noneText: 'When your teacher opens them, the town page will tell you.',
  invite: 'Questions from your teacher',
  inviteText: '{total} small ones. No marks, no hurry.',
  go: 'Choose',
};
