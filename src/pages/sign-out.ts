export const prerender = false;

export { handleSignOut as POST } from './_accounts/sign-out.ts';
