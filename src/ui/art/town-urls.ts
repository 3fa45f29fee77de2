/** Addresses of a lesson's building as it grows, from the plan on paper to the opened door. */
export function buildingStages(_lessonId: string): readonly string[] {
  return [];
}
