import { catalogue } from '#catalogue/catalogue.ts';
import type { Database } from '#db/database.ts';
import type { ActivityKind } from '#domain/bank-year.ts';
import { campaignDays, campaignOn } from '#domain/campaign-days.ts';
import type { Principal } from '#domain/permissions.ts';
import { registerHonours } from '#features/bank/honours.server.ts';
import { recordActivities } from '#features/bank/record-activities.server.ts';
import { drawsFrom } from '#games/kit/random.ts';

import { must } from './must.ts';

/** The article of 2022-03-15 tells of so many activities in 2021, and of so many honours. */
const demoYear = 2021;
const activitiesOfYear = 532;
const honouredGroups = 27;
const honouredPersons = 31;

/** How often each county of the region comes up, in the order of its list. */
const crowding = [9, 6, 8, 2, 5, 5, 5, 2, 3, 8, 9, 4];

interface DemoActivity {
  readonly kind: ActivityKind;
  readonly zh: string;
  readonly en: string;
  readonly minutes: readonly number[];
  /** Persons: at least, and up to so many more. */
  readonly persons: readonly [number, number];
  /** Of a hundred activities. */
  readonly weight: number;
}

const demoActivities: readonly DemoActivity[] = [
  {
    kind: 'school',
    zh: '小小银行家进课堂',
    en: 'Little Banker lesson',
    minutes: [40, 40, 20],
    persons: [34, 16],
    weight: 16,
  },
  {
    kind: 'school',
    zh: '金融诚信伴我行',
    en: 'Financial Integrity lesson',
    minutes: [40, 40, 20],
    persons: [34, 16],
    weight: 10,
  },
  {
    kind: 'community',
    zh: '社区消保微课堂',
    en: 'Consumer class in the community',
    minutes: [60, 90],
    persons: [18, 45],
    weight: 22,
  },
  {
    kind: 'village',
    zh: '乡村金融夜话',
    en: 'Evening talk in the village',
    minutes: [60, 75],
    persons: [15, 40],
    weight: 16,
  },
  {
    kind: 'enterprise',
    zh: '企业职工防骗课',
    en: 'Scam lesson for staff',
    minutes: [45, 60],
    persons: [20, 60],
    weight: 8,
  },
  {
    kind: 'branch',
    zh: '网点公益小课堂',
    en: 'Small class in the branch',
    minutes: [30, 45],
    persons: [8, 16],
    weight: 14,
  },
  {
    kind: 'online',
    zh: '线上答疑会',
    en: 'Questions answered online',
    minutes: [45, 60],
    persons: [60, 240],
    weight: 4,
  },
  {
    kind: 'elders',
    zh: '适老服务进养老院',
    en: 'Service for elders',
    minutes: [60, 90],
    persons: [12, 30],
    weight: 10,
  },
];

/** Fills the year 2021 of a demo bank's ledger and its register, through the use cases of the desk. */
export async function seedDemoLedger(
  database: Database,
  coordinator: Principal,
  nowMs: number,
): Promise<void> {
  const shared = { nowMs, isDemo: true };
  must(await recordActivities(database, coordinator, listDemoActivities(), shared));
  must(await registerHonours(database, coordinator, listDemoHonours(), shared));
}

function listDemoActivities(): unknown[] {
  const pick = drawsFrom(demoYear);
  const pickOf = <Item>(list: readonly Item[]): Item => {
    const item = list[pick(list.length)];
    if (item === undefined) throw new Error('There is nothing to pick.');
    return item;
  };
  const { districts, campaigns } = catalogue();
  const towns = districts.filter(({ level }) => level === 'town');
  const counties = districts.filter(({ level }) => level === 'county');
  const crowded = counties.flatMap((county, index) =>
    Array.from({ length: crowding[index % crowding.length] ?? 1 }, () => county),
  );
  const all = demoActivities.flatMap((one) => Array.from({ length: one.weight }, () => one));
  return Array.from({ length: activitiesOfYear }, (_, index) => {
    const what = pickOf(all);
    const [least, more] = what.persons;
    const personTimes = least + pick(more);
    // Every third one lies in a campaign's days.
    const day = index % 3 === 0 ? dayWithin(campaignDays(pickOf(campaigns), demoYear), pick) : anyDay(pick);
    const place = what.kind === 'village' && pick(3) === 0 ? pickOf(towns) : pickOf(crowded);
    return {
      kind: what.kind,
      title: `${what.zh} ${what.en}`,
      day,
      districtCode: place.code,
      minutes: pickOf(what.minutes),
      personTimes,
      uniquePupils: what.kind === 'school' ? personTimes : 0,
      campaignId: campaignOn(campaigns, day)?.id ?? '',
    };
  });
}

function anyDay(pick: (bound: number) => number): string {
  return dayOfYear(pick(365));
}

function dayWithin(
  { from, until }: { from: string; until: string },
  pick: (bound: number) => number,
): string {
  const first = Date.parse(from);
  const days = Math.round((Date.parse(until) - first) / 86_400_000) + 1;
  return new Date(first + pick(days) * 86_400_000).toISOString().slice(0, 10);
}

function dayOfYear(index: number): string {
  return new Date(Date.UTC(demoYear, 0, 1 + index)).toISOString().slice(0, 10);
}

function listDemoHonours(): unknown[] {
  const rows = (kind: 'group' | 'person', count: number, zh: string, en: string): unknown[] =>
    Array.from({ length: count }, (_, index) => ({
      kind,
      name: `${zh} ${index + 1} ${en} ${index + 1}`,
      title:
        kind === 'group' ? '消费者权益保护先进集体 Group of merit' : '消费者权益保护先进个人 Person of merit',
      givenBy: '示例单位 Demo authority',
      day: dayOfYear((index * 11) % 365),
    }));
  return [
    ...rows('group', honouredGroups, '示范集体', 'Demo group'),
    ...rows('person', honouredPersons, '示范个人', 'Demo person'),
  ];
}
