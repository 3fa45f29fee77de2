import { isCounting, type LiveEvent } from './live-event.ts';
import type { LiveSession } from './live-session.ts';

/** What the class's own teacher alone does, whoever runs the lesson. */
const teachersOwn: readonly LiveEvent['type'][] = ['paused', 'resumed', 'lead-taken'];

/**
 * Why somebody may not do this in a room where they may run lessons: the room is the teacher's to stop and to
 * take over, and while the teacher leads, others only count.
 */
export function leadProblem(
  session: Pick<LiveSession, 'teacherLeads'>,
  event: LiveEvent,
  isTeacher: boolean,
): 'teacher-only' | 'teacher-leads' | null {
  if (isTeacher) return null;
  if (teachersOwn.includes(event.type)) return 'teacher-only';
  return session.teacherLeads && !isCounting(event) ? 'teacher-leads' : null;
}
