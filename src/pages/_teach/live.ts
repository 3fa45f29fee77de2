import { readClassFor } from '#auth/class-access.server.ts';
import type { ControlProps, BoardProps } from '#features/classroom/screens.ts';
import { readLiveView } from '#features/classroom/read-live-view.server.ts';
import type { Locale } from '#domain/text.ts';
import { lessonPicture } from '#ui/art/picture-urls.ts';
import { qrPath } from '#ui/qr-path.ts';

import { joinAddressOf, notFound, type PageContext } from './frame.ts';

/** `/board/ID`: the room's one screen. */
export async function boardPage(context: PageContext): Promise<BoardProps | Response> {
  const page = await livePage(context);
  if (page instanceof Response) return page;
  const { database, principal, nowMs } = context.locals;
  const found = await readClassFor(database, principal, 'run-lesson', page.view.classId, nowMs);
  if (!found.ok) return notFound();
  const { code } = found.value;
  const { joinAddress: address, reach } = joinAddressOf(context);
  const names = page.view.steps.flatMap((step) => step.picture ?? []);
  const pictures = Object.fromEntries(names.map((name) => [name, lessonPicture(name)]));
  const wayIn = { address, code, reach, qr: qrPath(`${address}/${code}`) };
  return { ...page, wayIn, pictures };
}

/** `/live/ID`: the same lesson as a remote control for a phone. */
export async function livePage({ locals, params }: PageContext): Promise<ControlProps | Response> {
  const { database, principal, locale, nowMs } = locals;
  const view = await readLiveView(database, principal, params['id'] ?? '', { locale, since: null }, nowMs);
  if (!view.ok || !view.value) return notFound();
  const own = await readClassFor(database, principal, 'lead-lesson', view.value.classId, nowMs);
  return { locale, view: view.value, isTeacher: own.ok };
}

/** The language of an API's words: `?locale=en`. */
export function localeAsked(url: URL): Locale {
  return url.searchParams.get('locale') === 'en' ? 'en' : 'zh-CN';
}
