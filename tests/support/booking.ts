import { dayOf } from '#i18n/school-time.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** The school day that is so many days away. */
export function dayIn(days: number): string {
  return dayOf(Date.now() + days * dayMs);
}

/** What a teacher sends who asks for a visit in a week at 10:00; fields may be told otherwise. */
export function askForm(classId: string, told: Readonly<Record<string, string>> = {}) {
  return {
    ...{ day: dayIn(7), time: '10:00', minutes: '40', lessonId: 'LB02', mode: 'hand-count' },
    ...{ language: 'zh-CN', classId, place: '三楼多功能教室', contact: '王老师 577-0001' },
    ...{ districtCode: '330302', area: 'urban' },
    ...told,
  };
}

/** What a coordinator sends who offers a visit in a week at 10:00. */
export function offerForm(told: Readonly<Record<string, string>> = {}) {
  return {
    ...{ day: dayIn(7), time: '10:00', minutes: '40', lessonId: 'LB02', mode: 'hand-count' },
    ...{ language: 'zh-CN', districtCode: '330302', grade: '4', label: '', contact: '林协调员' },
    ...told,
  };
}

/** What stands of a visit, as the form to change it holds it. */
export function changeForm(version: number, told: Readonly<Record<string, string>> = {}) {
  return {
    ...{ day: dayIn(7), time: '10:00', minutes: '40', lessonId: 'LB02', mode: 'hand-count' },
    ...{ language: 'zh-CN', place: '三楼多功能教室', pupilsExpected: '45' },
    ...{ version: String(version), reason: '学校开运动会' },
    ...told,
  };
}
