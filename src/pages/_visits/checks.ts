import { catalogue } from '#catalogue/catalogue.ts';
import { readChecks, saveChecks } from '#features/visits/gate/checks.server.ts';
import type { ChecksProps } from '#features/visits/gate/gate-frame.ts';
import { visitPath } from '#features/visits/visit-nav.ts';
import { words } from '#i18n/index.ts';

import { badInput, fieldsOf, notFound, problemOf, seeOther, type PageContext } from '../_teach/frame.ts';
import { readVisitFrame } from './frame.ts';

/** `/visits/ID/checks`: the checklists; a form saves the ticks of one moment. */
export async function checksPage(context: PageContext): Promise<ChecksProps | Response> {
  const { database, locale, principal, nowMs } = context.locals;
  const visitId = context.params['id'] ?? '';
  const outcome = context.request.method === 'POST' ? await save() : null;
  if (outcome?.ok) return seeOther(context, `${visitPath(visitId, 'checks')}?saved=1`);
  const frame = await readVisitFrame(context, 'prepare-visit', {
    problem: outcome ? problemOf(outcome) : null,
    told: context.url.searchParams.has('saved') ? words(locale).visitGate.checks.saved : null,
  });
  const checks = await readChecks(database, principal, visitId);
  if (!frame || !checks.ok) return notFound();
  return { ...frame, checks: checks.value };

  async function save() {
    const items = catalogue().volunteers.checks.map(({ id }) => id);
    const form = await fieldsOf(context, ['moment', ...items]);
    if (!form) return badInput;
    const { moment = '', ...lines } = form;
    const ticked = items.filter((item) => (lines as Partial<Record<string, string>>)[item] !== undefined);
    return saveChecks(database, principal, visitId, { moment, ticked }, nowMs);
  }
}
