/**
 * Every refusal a request can meet, with its HTTP status. The API answers `{ "problem": CODE }`; each
 * language has a sentence for every code that says what to do next (src/i18n/LOCALE/problems.ts).
 */
export const problemStatus = {
  'bad-input': 400,
  'unreadable-answer': 400,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'reauthentication-needed': 403,
  'cross-site-request': 403,
  'not-found': 404,
  'code-unknown': 404,
  'code-expired': 410,
  'join-closed': 403,
  'seat-taken': 409,
  'seat-locked': 423,
  'wrong-pictures': 401,
  'wrong-long-code': 401,
  'link-used': 410,
  'account-closed': 403,
  'weak-password': 400,
  'unknown-lesson': 404,
  'unknown-question': 404,
  'unknown-game': 404,
  'first-try-missing': 409,
  'already-answered': 409,
  'round-closed': 409,
  'same-id-other-payload': 409,
  'stale-version': 409,
  'run-unknown': 404,
  'run-finished': 409,
  'move-log-impossible': 422,
  'move-log-unfinished': 422,
  'body-too-large': 413,
  'too-many-attempts': 429,
  'storage-refused': 503,
  'database-down': 503,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof problemStatus;
