import { catalogue } from '#catalogue/catalogue.ts';
import { may } from '#domain/permissions.ts';
import type { GateProps } from '#features/visits/gate/gate-frame.ts';
import { readGate, signConduct, takeCourse } from '#features/visits/gate/gate.server.ts';
import { words } from '#i18n/index.ts';

import { badInput, fieldsOf, nameOf, problemOf, seeOther, type PageContext } from '../_teach/frame.ts';

/** `/visits/gate`: the course and the standards; each form leads back here, so that a reload sends nothing twice. */
export async function gatePage(context: PageContext): Promise<GateProps | Response> {
  const { database, locale, principal, nowMs, url } = { ...context.locals, url: context.url };
  const { course } = catalogue().volunteers;
  let given: Record<string, string> = {};
  let outcome: Awaited<ReturnType<typeof takeCourse | typeof signConduct>> | typeof badInput | null = null;
  if (context.request.method === 'POST') {
    const ids = course.questions.map(({ id }) => id);
    const form = await fieldsOf(context, ['action', 'version', 'agreed', ...ids]);
    const { action, version, agreed, ...answers } = form ?? {};
    given = Object.fromEntries(
      Object.entries(answers).filter(([, answer]) => answer !== undefined),
    ) as Record<string, string>;
    if (action === 'take') outcome = await takeCourse(database, principal, given, nowMs);
    else if (action === 'sign') outcome = await signConduct(database, principal, { version, agreed }, nowMs);
    else outcome = badInput;
    if (outcome.ok) return seeOther(context, `/visits/gate?done=${action === 'take' ? 'take' : 'sign'}`);
  }
  const gate = await readGate(database, principal, nowMs);
  const say = words(locale).visitGate.gate;
  const done = url.searchParams.get('done');
  const toldTake = gate.course.last?.passed ? say.passed : null;
  return {
    ...{ locale, gate, given, signedInAs: nameOf(context) },
    isCoordinator: may(principal, 'see-bank-desk'),
    problem: outcome ? problemOf(outcome) : null,
    told: done === 'take' ? toldTake : done === 'sign' ? say.signed : null,
  };
}
