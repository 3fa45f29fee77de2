import type { DeliveryMode } from '#domain/evidence.ts';

/** The seat that acts, as its session knows it. Number 0 is the teacher's preview. */
export interface ActingSeat {
  readonly id: string;
  readonly classId: string;
  readonly number: number;
  readonly place: 'class' | 'home';
}

/** The preview is answered like any seat and counted nowhere. */
export function isCounted(seat: Pick<ActingSeat, 'number'>): boolean {
  return seat.number !== 0;
}

export function modeOf(seat: Pick<ActingSeat, 'place'>): DeliveryMode {
  return seat.place === 'home' ? 'home' : 'devices';
}
