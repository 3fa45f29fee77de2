import { closeConduct, readConduct, reportConduct } from '#features/visits/gate/conduct.server.ts';
import type { ConductProps } from '#features/visits/gate/gate-frame.ts';
import { visitPath } from '#features/visits/visit-nav.ts';
import { words } from '#i18n/index.ts';

import { badInput, fieldsOf, notFound, problemOf, seeOther, type PageContext } from '../_teach/frame.ts';
import { readVisitFrame } from './frame.ts';

/** `/visits/ID/conduct`: one tap reports; a note may follow; the coordinator closes. */
export async function conductPage(context: PageContext): Promise<ConductProps | Response> {
  const { database, locale, principal, nowMs } = context.locals;
  const visitId = context.params['id'] ?? '';
  const form =
    context.request.method === 'POST'
      ? ((await fieldsOf(context, ['action', 'kind', 'note', 'reportId', 'resolution'])) ?? {})
      : null;
  const outcome = form ? await act(form) : null;
  const path = visitPath(visitId, 'conduct');
  if (form && outcome?.ok) return seeOther(context, `${path}?done=${form.action ?? ''}`);
  const say = words(locale).visitGate.conduct;
  const told = { report: say.reported, note: say.noted, close: say.closed };
  const done = context.url.searchParams.get('done') as keyof typeof told | null;
  const frame = await readVisitFrame(context, 'report-conduct', {
    problem: outcome ? problemOf(outcome) : null,
    told: (done && told[done]) ?? null,
  });
  const conduct = await readConduct(database, principal, visitId);
  if (!frame || !conduct.ok) return notFound();
  const accountId = principal.account?.id;
  return {
    ...frame,
    conduct: conduct.value,
    isCrew: frame.visit.crew.some((member) => member.accountId === accountId),
    given: form?.reportId ? { reportId: form.reportId, text: form.resolution ?? form.note ?? '' } : null,
  };

  async function act({ action, kind, note, reportId, resolution }: Partial<Record<string, string>>) {
    switch (action) {
      case 'report':
      case 'note':
        return reportConduct(database, principal, visitId, { kind: kind ?? '', note }, nowMs);
      case 'close': {
        const closing = { reportId: reportId ?? '', resolution: resolution ?? '' };
        return closeConduct(database, principal, visitId, closing, nowMs);
      }
      default:
        return badInput;
    }
  }
}
