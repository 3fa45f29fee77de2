import type { ClassPermission, GeneralPermission, VisitPermission } from '#domain/permissions.ts';

import { everyone, type Somebody } from './cast.ts';

/*
 * Who gets in, written down by hand and apart from domain/permissions.ts: the test compares the built site
 * with this. A permission that is added there needs its line here.
 */
const teachers: readonly Somebody[] = ['teacher of A', 'teacher of B'];
const volunteers: readonly Somebody[] = ['volunteer with A', 'volunteer without'];
const coordinators: readonly Somebody[] = ['coordinator', 'coordinator of B'];
const pupils: readonly Somebody[] = ['pupil of A', 'pupil of B'];
const strangersAndPupils: readonly Somebody[] = ['anonymous', ...pupils];

export const mayInGeneral: Readonly<Record<GeneralPermission, readonly Somebody[]>> = {
  'see-public-pages': everyone,
  'join-a-class': everyone,
  'use-own-account': everyone.filter((one) => !strangersAndPupils.includes(one)),
  learn: pupils,
  'see-teaching-desk': [...teachers, ...volunteers],
  'make-class': teachers,
  'see-visits': [...teachers, ...volunteers, ...coordinators],
  'arrange-visits': [...teachers, ...coordinators],
  'pass-the-gate': [...volunteers, ...coordinators],
  'see-bank-desk': coordinators,
  administer: ['administrator'],
};

type OnClasses = Readonly<Record<'A' | 'B', readonly Somebody[]>>;
const itsTeacher: OnClasses = { A: ['teacher of A'], B: ['teacher of B'] };
const itsTeacherAndGuest: OnClasses = { A: ['teacher of A', 'volunteer with A'], B: ['teacher of B'] };

export const mayOnClasses: Readonly<Record<ClassPermission, OnClasses>> = {
  'see-class': itsTeacherAndGuest,
  'manage-class': itsTeacher,
  'open-join-window': itsTeacherAndGuest,
  'see-seats': itsTeacher,
  'manage-seats': itsTeacher,
  'print-cards': itsTeacher,
  'preview-as-seat': itsTeacherAndGuest,
  'see-assignments': itsTeacherAndGuest,
  'manage-assignments': itsTeacher,
  'see-progress': itsTeacher,
  'see-heat-map': itsTeacherAndGuest,
  'see-questions': itsTeacherAndGuest,
  'run-lesson': itsTeacherAndGuest,
  'lead-lesson': itsTeacher,
  'void-run': itsTeacher,
  'export-class': itsTeacher,
  'play-live': { A: ['pupil of A'], B: ['pupil of B'] },
  'sit-test': { A: ['pupil of A'], B: ['pupil of B'] },
};

/** Visit A is the teacher of A's with “volunteer with A” as captain of Bank; visit B is of another bank. */
const itsPeople: OnClasses = {
  A: ['teacher of A', 'volunteer with A', 'coordinator'],
  B: ['teacher of B', 'coordinator of B'],
};
const itsBank: OnClasses = { A: ['volunteer with A', 'coordinator'], B: ['coordinator of B'] };

export const mayOnVisits: Readonly<Record<VisitPermission, OnClasses>> = {
  'see-visit': itsPeople,
  // Both visits were taken: nobody may take them any more.
  'take-visit': { A: [], B: [] },
  'change-visit': itsPeople,
  'staff-visit': itsBank,
  'leave-visit': { A: ['volunteer with A'], B: [] },
  'prepare-visit': itsPeople,
  'rehearse-visit': itsBank,
  'take-visit-along': itsBank,
  'run-visit': { A: ['teacher of A', 'volunteer with A'], B: ['teacher of B'] },
  'report-conduct': itsPeople,
  'see-conduct-reports': { A: ['teacher of A', 'coordinator'], B: ['teacher of B', 'coordinator of B'] },
  'close-conduct-report': { A: ['coordinator'], B: ['coordinator of B'] },
  'see-visit-report': itsPeople,
  'write-visit-report': itsBank,
  'sign-visit-report': { A: ['coordinator'], B: ['coordinator of B'] },
  'rate-visit': itsPeople,
};

/** Every method of a route that a stranger may use: a longer list is a decision, not an accident. */
export const openToStrangers: readonly string[] = [
  'GET /',
  'GET /404',
  'POST /404',
  'GET /500',
  'POST /500',
  'GET /api/me',
  'POST /api/empty',
  'POST /api/join',
  'POST /api/join/home',
  'POST /api/join/look-up',
  'POST /api/leave',
  'GET /courses/[course]',
  'GET /courses/[course]/[lesson]',
  'GET /courses/[course]/[lesson]/plan',
  'GET /games/[game]',
  'GET /glossary',
  'GET /health',
  'GET /join',
  'GET /join/[code]',
  'GET /privacy',
  'GET /sign-in',
  'POST /sign-in',
  'GET /sign-in/first/[token]',
  'POST /sign-in/first/[token]',
  'GET /sign-in/link/[token]',
  'POST /sign-in/link/[token]',
  'POST /sign-out',
];
