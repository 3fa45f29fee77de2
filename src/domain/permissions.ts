import type { CrewRole, VisitStatus } from './visit.ts';

/**
 * Who may do what: the one table. A permission names the relations of which one is enough; a relation is a
 * pure function. Use cases ask `mayOnClass` before they read or write, pages ask it to show a button, and
 * the middleware asks `couldHold` as a first gate.
 */
export const roles = ['teacher', 'volunteer', 'coordinator', 'administrator'] as const;
export type Role = (typeof roles)[number];

export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}

interface Membership {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly role: Role;
}

/** An adult's access to a class of somebody else, from and until a moment. */
interface ClassGrant {
  readonly classId: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

export interface AccountPrincipal {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  readonly isDemo: boolean;
  readonly memberships: readonly Membership[];
  readonly grants: readonly ClassGrant[];
}

export interface SeatPrincipal {
  readonly id: string;
  readonly classId: string;
  readonly className: string;
  readonly grade: number;
  /** 0 is the teacher's preview, which is never counted. */
  readonly number: number;
  readonly character: string | null;
  readonly place: 'class' | 'home';
}

/** Who asks: an adult, a seat, both (a teacher who previews as seat 0) or neither. */
export interface Principal {
  readonly account: AccountPrincipal | null;
  readonly seat: SeatPrincipal | null;
}

export const nobody: Principal = { account: null, seat: null };

/** What a permission on a visit needs to know of it. */
export interface VisitSubject {
  readonly id: string;
  readonly status: VisitStatus;
  readonly bankId: string | null;
  readonly schoolId: string | null;
  readonly teacherAccountId: string | null;
  readonly crew: readonly { readonly accountId: string; readonly role: CrewRole }[];
}

/** What a permission on a class needs to know of it. */
export interface ClassSubject {
  readonly id: string;
  readonly organisationId: string;
  readonly ownerAccountId: string;
}

function hasRole(principal: Principal, role: Role, organisationId?: string): boolean {
  return (principal.account?.memberships ?? []).some(
    (membership) =>
      membership.role === role &&
      (organisationId === undefined || membership.organisationId === organisationId),
  );
}

/** Relations of a principal to nothing in particular. */
const standings = {
  anyone: () => true,
  'signed-in adult': (who: Principal) => who.account !== null,
  'seated pupil': (who: Principal) => who.seat !== null,
  teacher: (who: Principal) => hasRole(who, 'teacher'),
  volunteer: (who: Principal) => hasRole(who, 'volunteer'),
  coordinator: (who: Principal) => hasRole(who, 'coordinator'),
  administrator: (who: Principal) => hasRole(who, 'administrator'),
} satisfies Record<string, (who: Principal) => boolean>;
type Standing = keyof typeof standings;

/** Relations of a principal to a class. `could` is the standing without which the relation cannot hold. */
const relations = {
  owner: {
    could: 'teacher',
    holds: (who, subject) =>
      who.account?.id === subject.ownerAccountId && hasRole(who, 'teacher', subject.organisationId),
  },
  granted: {
    could: 'signed-in adult',
    holds: (who, subject, nowMs) =>
      who.account !== null &&
      who.account.memberships.length > 0 &&
      who.account.grants.some(
        (grant) => grant.classId === subject.id && grant.fromMs <= nowMs && nowMs < grant.untilMs,
      ),
  },
  member: { could: 'seated pupil', holds: (who, subject) => who.seat?.classId === subject.id },
} satisfies Record<
  string,
  { could: Standing; holds: (who: Principal, subject: ClassSubject, nowMs: number) => boolean }
>;
type Relation = keyof typeof relations;

/** Relations of a principal to a visit. */
const visitRelations = {
  teacher: {
    could: 'teacher',
    holds: (who, { teacherAccountId, schoolId }) =>
      who.account !== null && who.account.id === teacherAccountId && hasRole(who, 'teacher', schoolId ?? ''),
  },
  crew: {
    could: 'volunteer',
    holds: (who, { bankId, crew }) =>
      bankId !== null &&
      hasRole(who, 'volunteer', bankId) &&
      crew.some(({ accountId }) => accountId === who.account?.id),
  },
  captain: {
    could: 'volunteer',
    holds: (who, { bankId, crew }) =>
      bankId !== null &&
      hasRole(who, 'volunteer', bankId) &&
      crew.some(({ accountId, role }) => accountId === who.account?.id && role === 'captain'),
  },
  coordinator: {
    could: 'coordinator',
    holds: (who, { bankId }) => bankId !== null && hasRole(who, 'coordinator', bankId),
  },
  /** A coordinator who may take a school's request that no bank has taken. */
  'bank that could take it': {
    could: 'coordinator',
    holds: (who, { bankId, status }) => bankId === null && status === 'open' && hasRole(who, 'coordinator'),
  },
  /** A teacher who may take a bank's offer that no school has taken. */
  'school that could take it': {
    could: 'teacher',
    holds: (who, { schoolId, status }) => schoolId === null && status === 'open' && hasRole(who, 'teacher'),
  },
} satisfies Record<string, { could: Standing; holds: (who: Principal, subject: VisitSubject) => boolean }>;
type VisitRelation = keyof typeof visitRelations;

/** What anybody may do who has one of the standings. */
const generalPermissions = {
  'see-public-pages': ['anyone'],
  'join-a-class': ['anyone'],
  'use-own-account': ['signed-in adult'],
  learn: ['seated pupil'],
  'see-teaching-desk': ['teacher', 'volunteer'],
  'make-class': ['teacher'],
  'see-visits': ['teacher', 'volunteer', 'coordinator'],
  'arrange-visits': ['teacher', 'coordinator'],
  'pass-the-gate': ['volunteer', 'coordinator'],
  'see-bank-desk': ['coordinator'],
  administer: ['administrator'],
} as const satisfies Record<string, readonly Standing[]>;
export type GeneralPermission = keyof typeof generalPermissions;

/** What may be done with a class by who stands in one of the relations to it. */
export const classPermissions = {
  'see-class': ['owner', 'granted'],
  'manage-class': ['owner'],
  'open-join-window': ['owner', 'granted'],
  'see-seats': ['owner'],
  'manage-seats': ['owner'],
  'print-cards': ['owner'],
  'preview-as-seat': ['owner', 'granted'],
  'see-assignments': ['owner', 'granted'],
  'manage-assignments': ['owner'],
  'see-progress': ['owner'],
  'see-heat-map': ['owner', 'granted'],
  'see-questions': ['owner', 'granted'],
  'run-lesson': ['owner', 'granted'],
  'lead-lesson': ['owner'],
  'void-run': ['owner'],
  'export-class': ['owner'],
  'play-live': ['member'],
  'sit-test': ['member'],
} as const satisfies Record<string, readonly Relation[]>;
export type ClassPermission = keyof typeof classPermissions;

/** What may be done with a visit by who stands in one of the relations to it. */
const visitPermissions = {
  'see-visit': [
    ...['teacher', 'crew', 'coordinator'],
    ...['bank that could take it', 'school that could take it'],
  ] as const,
  'take-visit': ['bank that could take it', 'school that could take it'],
  'change-visit': ['teacher', 'captain', 'coordinator'],
  'staff-visit': ['captain', 'coordinator'],
  'leave-visit': ['crew'],
  'prepare-visit': ['teacher', 'crew', 'coordinator'],
  'rehearse-visit': ['crew', 'coordinator'],
  'take-visit-along': ['crew', 'coordinator'],
  'run-visit': ['teacher', 'crew'],
  'report-conduct': ['teacher', 'crew', 'coordinator'],
  'see-conduct-reports': ['teacher', 'coordinator'],
  'close-conduct-report': ['coordinator'],
  'see-visit-report': ['teacher', 'crew', 'coordinator'],
  'write-visit-report': ['crew', 'coordinator'],
  'sign-visit-report': ['coordinator'],
  'rate-visit': ['teacher', 'captain', 'coordinator'],
} as const satisfies Record<string, readonly VisitRelation[]>;
export type VisitPermission = keyof typeof visitPermissions;

export type Permission = GeneralPermission | ClassPermission | VisitPermission;

export function may(who: Principal, permission: GeneralPermission): boolean {
  return generalPermissions[permission].some((standing) => standings[standing](who));
}

export function mayOnClass(
  who: Principal,
  permission: ClassPermission,
  subject: ClassSubject,
  nowMs: number,
): boolean {
  return classPermissions[permission].some((relation) => relations[relation].holds(who, subject, nowMs));
}

export function mayOnVisit(who: Principal, permission: VisitPermission, subject: VisitSubject): boolean {
  return visitPermissions[permission].some((relation) => visitRelations[relation].holds(who, subject));
}

export function isVisitPermission(permission: Permission): permission is VisitPermission {
  return permission in visitPermissions;
}

export function isClassPermission(permission: Permission): permission is ClassPermission {
  return permission in classPermissions;
}

/** False when no subject whatever could make the permission hold: the first gate, before any id is read. */
export function couldHold(who: Principal, permission: Permission): boolean {
  if (isVisitPermission(permission))
    return visitPermissions[permission].some((relation) => standings[visitRelations[relation].could](who));
  if (!isClassPermission(permission)) return may(who, permission);
  return classPermissions[permission].some((relation) => standings[relations[relation].could](who));
}

/** Which way in helps somebody who lacks the permission: the pupils' or the adults'. */
export function wayInFor(permission: Permission): 'join' | 'sign-in' {
  return ['learn', 'play-live', 'sit-test'].includes(permission) ? 'join' : 'sign-in';
}
