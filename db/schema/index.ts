export * from './auth.ts';
export * from './learning.ts';
export * from './live.ts';
export * from './people.ts';
