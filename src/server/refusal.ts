import { createHash } from 'node:crypto';

import { problemStatus, type ProblemCode } from '#domain/problems.ts';
import type { Locale } from '#domain/text.ts';
import { pagePath, words } from '#i18n/index.ts';

/** How the API says no: `{ "problem": CODE }` with the code's status. */
export function problemResponse(problem: ProblemCode): Response {
  return Response.json({ problem }, { status: problemStatus[problem] });
}

const style = `body{margin:0;min-height:100dvh;display:grid;place-items:center;background:#fffbf2;color:#22303c;
font:20px/1.6 'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',system-ui,sans-serif}
main{max-width:30em;margin:24px;padding:24px 32px;background:#fff;border:2px solid #22303c;border-radius:14px}
a{color:#1f2f7a;font-weight:700}a:focus-visible{outline:4px solid #1f2f7a;outline-offset:2px}`;
const styleHash = createHash('sha256').update(style).digest('base64');

/** The same for a person, where no page of the site can be drawn: the sentence, and the way back. */
export function refusalPage(locale: Locale, problem: ProblemCode): Response {
  const { problems, common } = words(locale);
  const html = `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${common.brand}</title><style>${style}</style></head><body><main><p>${problems[problem]}</p><p><a href="${pagePath(locale, '/')}">${common.back}</a></p></main></body></html>`;
  return new Response(html, {
    status: problemStatus[problem],
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'`,
    },
  });
}
