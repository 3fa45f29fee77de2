import { describe, expect, test } from 'vitest';

import {
  classPermissions,
  couldHold,
  may,
  mayOnClass,
  nobody,
  type AccountPrincipal,
  type ClassPermission,
  type Principal,
  type Role,
} from '#domain/permissions.ts';

const subject = { id: 'class_a', organisationId: 'school_a', ownerAccountId: 'owner' };
const nowMs = 1_000;

function adult(id: string, role: Role, more: Partial<AccountPrincipal> = {}): Principal {
  const membership = { organisationId: 'school_a', organisationName: 'A', role };
  const account = {
    ...{ id, email: '', displayName: '', isDemo: false, memberships: [membership], grants: [] },
    ...more,
  };
  return { account, seat: null };
}
function pupil(classId: string): Principal {
  const seat = { id: 's', classId, className: '', grade: 4, number: 1, character: null } as const;
  return { account: null, seat: { ...seat, place: 'class' } };
}
const grant = (fromMs: number, untilMs: number) => ({ grants: [{ classId: 'class_a', fromMs, untilMs }] });

const owner = adult('owner', 'teacher');
const everyone: Record<string, Principal> = {
  nobody,
  pupil: pupil('class_a'),
  'pupil of another class': pupil('class_b'),
  owner,
  'another teacher': adult('other', 'teacher'),
  'the owner, moved to another school': adult('owner', 'teacher', {
    memberships: [{ organisationId: 'school_b', organisationName: 'B', role: 'teacher' }],
  }),
  'volunteer on the day': adult('v', 'volunteer', grant(500, 1_500)),
  'volunteer the day before': adult('v', 'volunteer', grant(1_500, 2_000)),
  'volunteer the day after': adult('v', 'volunteer', grant(0, 1_000)),
  'volunteer without a grant': adult('v', 'volunteer'),
  'granted, but without any role left': adult('v', 'volunteer', { ...grant(0, 2_000), memberships: [] }),
  coordinator: adult('c', 'coordinator'),
  administrator: adult('a', 'administrator'),
};
const whoMay = (permission: ClassPermission): string[] =>
  Object.keys(everyone).filter((name) => mayOnClass(everyone[name] ?? nobody, permission, subject, nowMs));

describe('permissions on a class', () => {
  test.each([
    'manage-class',
    'see-seats',
    'manage-seats',
    'print-cards',
    'see-progress',
    'export-class',
  ] as const)('only its own teacher may %s', (permission) => {
    expect(whoMay(permission)).toEqual(['owner']);
  });

  test.each(['see-class', 'run-lesson', 'see-heat-map', 'preview-as-seat'] as const)(
    'its teacher and a volunteer on the day may %s',
    (permission) => {
      expect(whoMay(permission)).toEqual(['owner', 'volunteer on the day']);
    },
  );

  test('only its pupils play in it', () => {
    expect(whoMay('play-live')).toEqual(['pupil']);
    expect(whoMay('sit-test')).toEqual(['pupil']);
  });

  test('who may on a class passes the first gate too', () => {
    for (const permission of Object.keys(classPermissions) as ClassPermission[]) {
      for (const name of whoMay(permission)) {
        expect(couldHold(everyone[name] ?? nobody, permission), `${name} ${permission}`).toBe(true);
      }
    }
  });

  test('the first gate stops strangers and pupils at what adults do, and adults at what pupils do', () => {
    expect(couldHold(nobody, 'see-class')).toBe(false);
    expect(couldHold(pupil('class_a'), 'see-class')).toBe(false);
    expect(couldHold(owner, 'learn')).toBe(false);
    expect(couldHold(owner, 'play-live')).toBe(false);
  });
});

describe('general permissions', () => {
  test.each([
    ['see-public-pages', Object.keys(everyone)],
    ['learn', ['pupil', 'pupil of another class']],
    ['make-class', ['owner', 'another teacher', 'the owner, moved to another school']],
    ['see-bank-desk', ['coordinator']],
    ['administer', ['administrator']],
  ] as const)('%s', (permission, expected) => {
    expect(Object.keys(everyone).filter((name) => may(everyone[name] ?? nobody, permission))).toEqual(
      expected,
    );
  });
});
