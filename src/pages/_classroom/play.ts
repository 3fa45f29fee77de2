import type { APIContext } from 'astro';

import { findLesson } from '#catalogue/catalogue.ts';
import { openRoom } from '#features/classroom/play-room.server.ts';
import type { PlayProps } from '#features/classroom/screens.ts';
import { lessonPicture } from '#ui/art/picture-urls.ts';

/** `/play/ID`: a pupil's device in the room; a door that is shut says so and what to do. */
export async function playPage({
  locals,
  params,
}: Pick<APIContext, 'locals' | 'params'>): Promise<PlayProps | Response> {
  const { database, principal, locale, nowMs } = locals;
  const id = params['id'] ?? '';
  const { seat } = principal;
  const opened = await openRoom(database, principal, id, locale, nowMs);
  if (!seat || (!opened.ok && opened.problem === 'not-found')) return new Response(null, { status: 404 });
  if (!opened.ok) return { locale, id, seat, room: null, problem: opened.problem, pictures: {} };
  const plans = findLesson(opened.value.lessonId)?.content?.plans ?? [];
  const names = new Set(plans.flatMap(({ steps }) => steps.flatMap(({ picture }) => picture ?? [])));
  const pictures = Object.fromEntries([...names].map((name) => [name, lessonPicture(name)]));
  return { locale, id, seat, room: opened.value, problem: null, pictures };
}
