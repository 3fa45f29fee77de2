import { existsSync } from 'node:fs';

import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const quiet = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

async function browserFile(): Promise<string> {
  const system = process.env['CHROMIUM'] ?? systemBrowsers.find((file) => existsSync(file));
  if (system) return system;
  // The packaged browser unpacks its libraries only where it believes to be in that environment.
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs22.x';
  const packaged = await import('@sparticuz/chromium');
  return packaged.default.executablePath();
}

export async function launchBrowser(extra: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: await browserFile(), args: [...quiet, ...extra], headless: true });
}

/** Screen sizes that every page is looked at in. */
export const sizes = {
  board: { width: 1920, height: 1080 },
  projector: { width: 1366, height: 768 },
  tablet: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
} as const;

/**
 * A page of its own context that fails the test on an error nobody expected: `problems` collects console
 * errors, page errors and requests to other hosts. Assert that it is empty.
 */
export async function openPage(
  context: BrowserContext,
  origin: string,
): Promise<{ page: Page; problems: string[] }> {
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('data:') && !url.startsWith('blob:'))
      problems.push(`asked ${url}`);
  });
  return { page, problems };
}
