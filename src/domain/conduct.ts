/** What may have to be looked into after a visit: selling, a child's safety, photos, private data. */
export const conductKinds = ['marketing', 'safeguarding', 'photo', 'privacy'] as const;
export type ConductKind = (typeof conductKinds)[number];
