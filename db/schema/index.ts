export * from './auth.ts';
export * from './learning.ts';
export * from './ledger.ts';
export * from './live.ts';
export * from './people.ts';
export * from './visits.ts';
