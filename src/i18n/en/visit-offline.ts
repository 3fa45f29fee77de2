import type { visitOffline as zh } from '../zh/visit-offline.ts';

export const visitOffline: typeof zh = {
  copyTitle: 'Offline copy',
  copy: 'This is an offline copy, downloaded on {made}; it works on this computer without internet. Lessons, questions, checklists and conduct reports come back with the results file; change the arrangement, the crew and the report on the site.',

  packTitle: 'Take it to a school without internet',
  packLead:
    'Download this visit as one file and copy it to the computer that you take along. That computer runs the lesson without internet: big screen, phone remote, paper cards and pupils’ tablets. Hand the results in afterwards; they count once.',
  packInside:
    'Inside: the arrangement, the class with its seat numbers, the crew, and a key that signs the results.',
  packOutside: 'Not inside: pupils’ pictures and learning, any password, the teacher’s e-mail address.',
  packButton: 'Download the visit file',
  packHow: 'On the computer that you take along',
  packSteps: [
    'Install and start it once where there is internet: npm start',
    'Then start it with this file: npm start -- --lan --visit {file}',
    'The terminal gives you a link to sign in; without --lan no other device gets in',
    'When the lesson has ended, download the results file on that computer’s “Hand in” page',
    'Back online, hand it in on this site’s “Hand in” page',
  ],
  packSafe:
    'The file holds the key that signs the results: give it to the crew alone, and delete it once they are handed in.',
  packsMade: 'Files downloaded so far',
  madeAt: 'Downloaded',
  handedIn: 'Results',
  handedInYes: 'handed in {at}',
  handedInNo: 'not handed in yet',
  content: 'Content',

  handInTitle: 'Hand in results',
  makeLead:
    'When the lesson is over, download the results file here, take it to where there is internet, and hand it in on this visit’s “Hand in” page of the site. You may download it several times; while nothing was added, it is the same file.',
  makeButton: 'Download the results file',
  makeKeep: 'Keep the data on this computer until the site has taken the file.',
  makeWhere: 'Hand it in here: {address}',
  takeLead:
    'Choose the results file that was downloaded on the other computer (its name ends in .results). The same file counts once, however often it is sent; if it breaks off, send it again.',
  takeFile: 'Results file',
  takeButton: 'Hand in',
  takeSending: 'Sending {percent}%',
  takeReading: 'Arrived; it is being recorded …',
  takeLost:
    'It did not arrive: the network is down. The file is still there; send it again when you are online, it will not count twice.',
  takeNone: 'No visit file of this visit was downloaded, so there are no results to hand in.',
  takenTitle: 'The results were taken',
  takenAt: 'Taken on {at}',
  lessons: 'Lessons',
  events: 'Records of the lesson',
  repeated: 'of these, questions that were tried online before: shown, not counted again',
  leftOut: 'Records not taken (a seat that is gone, or content that was never here)',
  questions: 'Questions asked',
  checks: 'Checklist items',
  conduct: 'Conduct reports',
  clockRight: 'The other computer’s clock was right.',
  clockShifted:
    'The other computer’s clock did not fit this visit; it was off by about {amount}. All times were moved together into the visit’s time, order and lengths are as they were; the site decides the order of records.',
  clockHours: '{n} hours',
  clockDays: '{n} days',
  clockMinutes: '{n} minutes',

  packNotFound: 'There is no visit file {file}.',
  packUnreadable:
    'This is not a visit file, or it is not complete: {file}. Download it again on the visit’s “Take it offline” page.',
  packOtherVersion:
    'Another version of the program made this visit file: {file}. Update the program on this computer to the site’s version and download the file again.',
  packAltered:
    'The visit file was changed or damaged: {file}. Download it again, and do not save it with another program.',
  lessonDiffers:
    'This visit’s lesson {lesson} is another version on this computer (last year’s content?) and cannot be run: pupils would see something else than on the site. Update the program where there is internet (git pull, then npm start once) and start it with this file again.',
  otherLessonsDiffer:
    'Note: this computer’s content is not the site’s version. The visit’s own lesson is the same and can be run. Lessons that differ: {lessons}. Update the program when you are back.',
  onlyWordsDiffer:
    'Note: this computer’s content is not the site’s version; the lessons are the same and can be run. Update the program when you are back.',
  clockImpossible:
    'Note: this computer’s clock is wrong. It says {now}, but the visit file was made on {made}. Set the time in the system’s settings and start again. The lesson can be run as it is: when the results are handed in, their times are moved into the visit’s time.',
  otherDay:
    'Note: the visit is on {day}, and this computer says today is {today}. Today you can look at the plan, rehearse and hand in; the lesson can be run on that day. If the clock is wrong, set it and start again.',
  opened: 'Visit file opened: {day} · {lesson} · {class}.',
  openedAgain:
    'This visit file was opened on this computer before: {day} · {lesson} · {class}. Everything is still there.',
  signInHere:
    'Volunteer ({name}): open the sign-in link on this computer (it works once; the next start gives another)',
};
