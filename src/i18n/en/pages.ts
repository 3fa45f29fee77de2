import type { pages as zh } from '../zh/pages.ts';

export const pages: typeof zh = {
  glossary: {
    title: 'Glossary',
    intro: 'The words of the lessons, one by one in plain language.',
    from: 'Learnt in “{lesson}”',
    help: 'Help corner',
    helpText:
      'When something is wrong, tell a parent or teacher first. Grown-ups can call these lines with you.',
    helpMotto:
      'For adults: settle it here, and leave nobody alone with it. Talk it over nearby first, then call.',
    empty: 'The glossary is being written.',
  },
  course: {
    modules: 'Modules',
    open: 'Open this lesson',
    soon: 'On the drawing board',
    plan: 'Lesson plan',
    lessons: 'Lessons of this module',
    grades: 'Grades {from}–{to}',
  },
  plan: {
    title: 'Lesson plan: {lesson}',
    forAdults: 'For teachers, volunteers and parents',
    objectives: 'Afterwards a child can say',
    minutes: '{minutes} min',
    run40: 'A lesson (40 minutes)',
    run20: 'A visit (20 minutes)',
    materials: 'Have ready',
    time: 'Time',
    what: 'What happens',
    say: 'You might say',
    tip: 'Tip',
    screen: 'screen',
    screenTotal: 'Screen time: {minutes} minutes',
    noScreen: 'no screen',
    questions: 'Questions',
    game: 'Activity',
    vocabulary: 'New words',
    family: 'Family task',
    facts: 'Rules it rests on, with their sources',
    toLesson: 'Open the lesson',
    print: 'This page prints well.',
    kinds: {
      story: 'Story',
      explore: 'Hands on',
      question: 'Question',
      game: 'Activity',
      act: 'Act it out',
      faces: 'Exit faces',
    },
  },
  privacy: {
    title: 'Privacy',
    short: 'We do not know a child’s name, and do not want to.',
    sections: [
      {
        title: 'For children',
        points: [
          'Here you are a seat in a class: no name, no photo, no voice.',
          'Your three pictures are your key. Do not tell anybody.',
          'On a computer that others use too, tap “Not me” when you are done.',
          'You may stop whenever you like.',
        ],
      },
      {
        title: 'What we keep',
        points: [
          'The seat number, the friend you chose, and a scrambled form of the three pictures that cannot be turned back.',
          'Which option was chosen in each question, the moves of each activity, which lessons are finished.',
          'Only the seat itself and the teacher of the class see this. Volunteers see counts of the whole class, never a seat.',
        ],
      },
      {
        title: 'What we do not keep',
        points: [
          'A child’s name, identity number, phone, address, picture or voice; a family’s income or accounts. The server has no place for them.',
          'No advertising, no third-party code, statistics or tracking: a page asks nothing of any other site.',
          'There is no chat between pupils.',
        ],
      },
      {
        title: 'What stays on this device',
        points: [
          'One sign-in cookie. In class it ends after 30 idle minutes, or when the teacher closes the door.',
          'Answers that could not be sent yet; they are removed once they are sent.',
          'A random device number, used only to count wrong tries at the three pictures.',
        ],
      },
      {
        title: 'How long, and how to erase',
        points: [
          'A teacher can archive or empty a class when it is done.',
          'Parents can ask the teacher to erase everything of one seat.',
          'For adults we keep the e-mail address, a display name and an encrypted password.',
        ],
      },
    ],
  },
  errors: {
    notFound: 'This street is not built yet',
    notFoundText: 'There is no page at this address. A letter may be wrong, or it may have moved.',
    broken: 'The lights went out for a moment',
    brokenText: 'This is our fault, not yours. What you did is safe. Wait a little and try again.',
    home: 'To the start',
    town: 'To the town',
    retry: 'Try again',
  },
};
