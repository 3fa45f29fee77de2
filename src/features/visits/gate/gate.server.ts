import { newId } from '#auth/tokens.server.ts';
import { catalogue, gateVersions } from '#catalogue/catalogue.ts';
import type { VolunteerContent } from '#catalogue/schema.ts';
import type { Database } from '#db/database.ts';
import { findLastCourseAttempt, insertCourseAttempt, listGatesTo, setGate } from '#db/queries/gates.ts';
import { missingAtGate, type GateStep } from '#domain/gate.ts';
import type { Principal } from '#domain/permissions.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Bilingual } from '#domain/text.ts';

import { answersAll, markCourse, type CourseMark } from './mark-course.ts';

/** One option as the page shows it: its mark and its feedback only when it was chosen in the last go. */
interface OptionView {
  readonly key: string;
  readonly text: Bilingual;
  readonly chosen: { readonly right: boolean; readonly feedback: Bilingual } | null;
}

export interface GateView {
  readonly banks: readonly {
    readonly name: string;
    readonly missing: readonly GateStep[];
    readonly clearedUntilMs: number | null;
  }[];
  readonly course: {
    readonly passMark: number;
    readonly passedAtMs: number | null;
    readonly topics: readonly {
      readonly id: string;
      readonly name: Bilingual;
      readonly allRight: boolean;
      readonly questions: readonly {
        readonly id: string;
        readonly stem: Bilingual;
        readonly options: readonly OptionView[];
      }[];
    }[];
    /** The last go at this version; null before the first. */
    readonly last: (CourseMark & { readonly atMs: number }) | null;
  };
  readonly conduct: VolunteerContent['conduct'] & { readonly signedAtMs: number | null };
}

/** Whom the gate is for: each bank for which somebody goes into classes. */
function banksOf({ account }: Principal): ReadonlyMap<string, string> {
  const own = (account?.memberships ?? []).filter(
    ({ role }) => role === 'volunteer' || role === 'coordinator',
  );
  return new Map(own.map(({ organisationId, organisationName }) => [organisationId, organisationName]));
}

/** How far somebody came, and what to learn and sign; the course's answers stay here. */
export async function readGate(database: Database, who: Principal, nowMs: number): Promise<GateView> {
  const accountId = who.account?.id ?? '';
  const [gates, attempt] = await Promise.all([
    listGatesTo(database, accountId),
    findLastCourseAttempt(database, accountId),
  ]);
  const { course, conduct } = catalogue().volunteers;
  const asked = gateVersions();
  const last = attempt?.courseVersion === course.version ? attempt : null;
  const passed = gates.find(({ courseVersion }) => courseVersion === asked.course);
  const signed = gates.find(({ conductVersion }) => conductVersion === asked.conduct);
  return {
    banks: [...banksOf(who)].map(([bankId, name]) => {
      const gate = gates.find((one) => one.bankId === bankId);
      return {
        name,
        missing: missingAtGate(gate, nowMs, asked),
        clearedUntilMs: gate?.clearedUntilMs ?? null,
      };
    }),
    course: {
      passMark: course.passMark,
      passedAtMs: passed?.coursePassedAtMs ?? null,
      last: last && { ...markCourse(course, last.answers), atMs: last.atMs },
      topics: course.topics.map((topic) => ({
        ...topic,
        questions: course.questions
          .filter((question) => question.topic === topic.id)
          .map(({ id, stem, options }) => ({
            ...{ id, stem },
            options: options.map(({ key, text, correct, feedback }) => ({
              ...{ key, text },
              chosen: last?.answers[id] === key ? { right: correct, feedback } : null,
            })),
          })),
      })),
    },
    conduct: { ...conduct, signedAtMs: signed?.conductSignedAtMs ?? null },
  };
}

/** What is missing to go into a class: nothing for who is cleared by one bank; null for who goes for none. */
export async function missingToday(
  database: Database,
  who: Principal,
  nowMs: number,
): Promise<readonly GateStep[] | null> {
  const banks = [...banksOf(who).keys()];
  if (banks.length === 0) return null;
  const gates = await listGatesTo(database, who.account?.id ?? '');
  const missing = banks.map((id) =>
    missingAtGate(
      gates.find(({ bankId }) => bankId === id),
      nowMs,
      gateVersions(),
    ),
  );
  return missing.toSorted((one, other) => one.length - other.length)[0] ?? null;
}

/** Marks a whole go at the course and keeps it; who passes has passed for each of their banks. */
export async function takeCourse(
  database: Database,
  who: Principal,
  answers: Readonly<Record<string, string>>,
  nowMs: number,
): Promise<Result<CourseMark, 'not-found' | 'bad-input'>> {
  const { course } = catalogue().volunteers;
  const banks = banksOf(who);
  if (!who.account || banks.size === 0) return refuse('not-found');
  if (!answersAll(course, answers)) return refuse('bad-input');
  const mark = markCourse(course, answers);
  const accountId = who.account.id;
  const kept = await database.write([
    insertCourseAttempt(database, {
      ...{ id: newId('attempt'), accountId, courseVersion: course.version, answers },
      ...{ right: mark.right, of: mark.of, atMs: nowMs },
    }),
    ...(mark.passed
      ? [...banks.keys()].map((bankId) =>
          setGate(database, accountId, bankId, { coursePassedAtMs: nowMs, courseVersion: course.version }),
        )
      : []),
  ]);
  return kept.ok ? ok(mark) : refuse('bad-input');
}

/** Signs the standards as they were shown; an older version than today's is refused. */
export async function signConduct(
  database: Database,
  who: Principal,
  form: { readonly version?: string | undefined; readonly agreed?: string | undefined },
  nowMs: number,
): Promise<Result<null, 'not-found' | 'bad-input' | 'stale-version'>> {
  const banks = banksOf(who);
  if (!who.account || banks.size === 0) return refuse('not-found');
  if (form.agreed !== 'yes') return refuse('bad-input');
  const { version } = catalogue().volunteers.conduct;
  if (form.version !== version) return refuse('stale-version');
  const accountId = who.account.id;
  const signed = { conductSignedAtMs: nowMs, conductVersion: version };
  await database.write([...banks.keys()].map((bankId) => setGate(database, accountId, bankId, signed)));
  return ok(null);
}
