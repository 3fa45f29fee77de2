import { listPacks } from '#db/queries/visit-packs.ts';
import { problemStatus, type ProblemCode } from '#domain/problems.ts';
import { refuse, type Result } from '#domain/result.ts';
import type { HandInOutcome } from '#domain/visit-results.ts';
import { learning } from '#features/learn/learning.server.ts';
import { makeResults, packResults } from '#features/visits/offline/make-results.server.ts';
import { offlineCopy } from '#features/visits/offline/offline-copy.server.ts';
import { mostResultBytes, readResults } from '#features/visits/offline/read-results.server.ts';
import type { HandInPage } from '#features/visits/offline/screens.ts';
import { takeResults } from '#features/visits/offline/take-results.server.ts';
import type { VisitFrame } from '#features/visits/visit-frame.ts';

import { notFound, seeOther, type PageContext } from '../_teach/frame.ts';
import { attachment } from './attachment.ts';
import { readVisitFrame } from './frame.ts';

/** `/visits/ID/hand-in`: on the laptop its form answers the results file, on the site it takes that file. */
export async function handInPage(
  context: PageContext & { readonly response: ResponseInit },
): Promise<HandInPage | Response> {
  const frame = await readVisitFrame(context, 'take-visit-along');
  if (!frame) return notFound();
  const copy = offlineCopy();
  const isLaptop = copy?.visitId === frame.visit.id;
  let problem: ProblemCode | null = null;
  if (context.request.method === 'POST') {
    const done = isLaptop ? await makeFile(context, frame) : await takeFile(context, frame);
    if (done.ok) return done.value;
    problem = done.problem;
    context.response.status = problemStatus[problem];
  }
  const packs = await listPacks(context.locals.database, frame.visit.id);
  const taken = packs.find(({ handedInAtMs }) => handedInAtMs !== null);
  return {
    ...frame,
    problem,
    mostBytes: mostResultBytes,
    hasPacks: packs.length > 0,
    handInAt: isLaptop ? copy.handInAt : null,
    taken: taken ? { atMs: taken.handedInAtMs ?? 0, outcome: taken.outcome as HandInOutcome } : null,
  };
}

async function makeFile(
  { locals }: PageContext,
  { visit }: VisitFrame,
): Promise<Result<Response, ProblemCode>> {
  const copy = offlineCopy();
  if (!copy) return refuse('file-foreign');
  const made = await makeResults(locals.database, copy);
  if (!made.ok) return made;
  const name = `${visit.day}-${visit.lessonId}.results`;
  return { ok: true, value: attachment(packResults(made.value), name, 'application/octet-stream') };
}

async function takeFile(context: PageContext, { visit }: VisitFrame): Promise<Result<Response, ProblemCode>> {
  const { principal, nowMs } = context.locals;
  const file = await readFile(context.request);
  if (!file.ok) return file;
  const results = readResults(file.value);
  if (!results.ok) return results;
  const taken = await takeResults(learning(), principal, visit, results.value, nowMs);
  return taken.ok ? { ok: true, value: seeOther(context, `/visits/${visit.id}/hand-in`) } : taken;
}

/** The file of a form; what is larger than any results file is not read to its end. */
async function readFile(request: Request): Promise<Result<Uint8Array, 'file-too-large' | 'file-unreadable'>> {
  if (Number(request.headers.get('content-length') ?? 0) > mostResultBytes + 4096)
    return refuse('file-too-large');
  try {
    const file = (await request.formData()).get('file');
    if (!(file instanceof File) || file.size === 0) return refuse('file-unreadable');
    if (file.size > mostResultBytes) return refuse('file-too-large');
    return { ok: true, value: new Uint8Array(await file.arrayBuffer()) };
  } catch {
    return refuse('file-unreadable');
  }
}
