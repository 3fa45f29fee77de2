import type { ControlProps, BoardProps } from '#features/classroom/screens.ts';
import { readLiveView } from '#features/classroom/read-live-view.server.ts';
import type { Locale } from '#domain/text.ts';
import { lessonPicture } from '#ui/art/picture-urls.ts';

import { notFound, type PageContext } from './frame.ts';

/** `/board/ID`: the room's one screen. */
export async function boardPage(context: PageContext): Promise<BoardProps | Response> {
  const page = await livePage(context);
  if (page instanceof Response) return page;
  const names = page.view.steps.flatMap((step) => step.picture ?? []);
  const pictures = Object.fromEntries(names.map((name) => [name, lessonPicture(name)]));
  return { ...page, pictures };
}

/** `/live/ID`: the same lesson as a remote control for a phone. */
export async function livePage({ locals, params }: PageContext): Promise<ControlProps | Response> {
  const { database, principal, locale, nowMs } = locals;
  const view = await readLiveView(database, principal, params['id'] ?? '', { locale, since: null }, nowMs);
  return view.ok && view.value ? { locale, view: view.value } : notFound();
}

/** The language of an API's words: `?locale=en`. */
export function localeAsked(url: URL): Locale {
  return url.searchParams.get('locale') === 'en' ? 'en' : 'zh-CN';
}
