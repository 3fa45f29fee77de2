import type { APIRoute } from 'astro';

import { sendCookie } from '#auth/auth-sessions.server.ts';
import { pagePath } from '#i18n/index.ts';
import { signOut } from '#features/accounts/sign-in.server.ts';

/** Ends this browser's session and says so on the sign-in page. */
export const handleSignOut: APIRoute = async ({ cookies, locals, redirect }) => {
  const { database, locale, staffSession } = locals;
  if (staffSession) sendCookie(cookies, await signOut(database, staffSession));
  return redirect(`${pagePath(locale, '/sign-in')}?signed-out`, 303);
};
