import { catalogue } from '#catalogue/catalogue.ts';
import type { ProblemCode } from '#domain/problems.ts';
import type { Result } from '#domain/result.ts';
import { classPath } from '#features/teach/class-links.ts';
import type { TestsProps } from '#features/teach/screens.ts';
import { closeTest, openTest, readClassTests } from '#features/teach/sittings.server.ts';

import { badInput, fieldsOf, notFound, problemOf, readFrame, seeOther, type PageContext } from './frame.ts';

/** `/teach/classes/ID/tests`: open and close a test, and see how many answered. */
export async function classTestsPage(context: PageContext): Promise<TestsProps | Response> {
  const { database, nowMs } = context.locals;
  const done = context.request.method === 'POST' ? await doTestsForm(context) : null;
  if (done?.ok) return seeOther(context, classPath(context.params['id'] ?? '', 'tests'));
  const frame = await readFrame(context, 'manage-class', { problem: done && problemOf(done) });
  if (!frame) return notFound();
  return { ...frame, tests: await readClassTests(database, catalogue(), frame.class, nowMs) };
}

async function doTestsForm(context: PageContext): Promise<Result<null, ProblemCode>> {
  const { database, principal, nowMs } = context.locals;
  const classId = context.params['id'] ?? '';
  const form = await fieldsOf(context, ['action', 'moduleId', 'purpose', 'visitId', 'days', 'sittingId']);
  if (form?.action === 'open') {
    const { moduleId, purpose, visitId, days } = form;
    const wanted = { moduleId, purpose, visitId, days };
    return openTest(database, catalogue(), principal, classId, wanted, nowMs);
  }
  if (form?.action === 'close') return closeTest(database, principal, classId, form.sittingId ?? '', nowMs);
  return badInput;
}
