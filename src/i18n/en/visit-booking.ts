import type { visitBooking as zh } from '../zh/visit-booking.ts';

export const visitBooking: typeof zh = {
  allVisits: 'My visits',
  demo: 'Demo',
  grade: 'Grade {grade}',
  noSchoolYet: 'no school yet',
  noBankYet: 'no bank yet',
  status: {
    open: 'Open',
    agreed: 'Agreed',
    held: 'Held',
    reported: 'Reported',
    cancelled: 'Cancelled',
    'not-held': 'Not held',
  },
  pages: {
    home: 'The visit',
    crew: 'Squad',
    filing: 'Filing sheet',
    plan: 'Run sheet',
    kit: 'Kit to print',
    rehearse: 'Rehearse',
    checks: 'Checklists',
    pack: 'Take it offline',
    run: 'Run it',
    conduct: 'Conduct',
    questions: 'Questions',
    report: 'Report',
    ratings: 'Ratings',
    'follow-ups': 'Follow-ups',
    'hand-in': 'Hand in',
  },
};
