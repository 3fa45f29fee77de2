import type { home as zh } from '../zh/home.ts';

export const home: typeof zh = {
  title: 'Welcome',
  description:
    'Financial literacy for primary and junior-secondary schools: stories, questions and activities; a class builds a town together.',
  hello: 'A class builds a town together',
  intro: 'One lesson, one square metre. Hear a story, try things out, think: and the town grows by a tile.',
  pupils: 'I am a pupil',
  pupilsText: 'A class code lets you in. No name needed.',
  pupilsGo: 'Join your class',
  again: 'Back to the town',
  adults: 'I am a teacher or volunteer',
  adultsText: 'Open a class, run a lesson, see what the class understood.',
  adultsGo: 'Sign in',
  desk: 'To my desk',
  look: 'Look around first',
  courseA: 'Little Banker',
  courseB: 'Walking with Integrity',
  glossary: 'Glossary',
  signIn: 'Teachers sign in',
  more: 'More',
  lessons: '{count} lessons',
  howTitle: 'What a lesson is like',
  how: [
    { title: 'Hear a story', text: 'Something happens to Fangfang and friends.' },
    { title: 'Think, then choose', text: 'A wrong choice gets a clue and another try.' },
    { title: 'Play and work it out', text: 'Be a little teller, grow savings, cross the Promise Bridge.' },
    { title: 'The town grows', text: 'A finished lesson is a brick in the town of your class.' },
  ],
  promiseTitle: 'For grown-ups',
  promises: [
    'No child’s name is collected: here a child is a seat in a class.',
    'No advertising, no products, no links to elsewhere.',
    'No rankings, no streaks, no random rewards.',
    'It works on one big screen in class, and at home.',
  ],
  coursesTitle: 'Two courses',
};
