import type { Browser } from 'playwright-core';
import { type Office, PASSWORD } from './console.ts';
import { noteFaults } from './note-faults.ts';

/** Where somebody is led once they have signed in, and the heading that shows that they are there. */
interface Destination {
  to: string;
  heading: RegExp;
}

/** A supervisor before a page of the console. Whatever goes wrong, or is asked of a foreign host, is noted; disposed of, the console closes, too. */
export async function openSignedIn(
  browser: Browser,
  office: Office,
  { to, heading }: Destination,
  options: Parameters<Browser['newContext']>[0],
) {
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  const faults = noteFaults(context, office.hotline.url);
  const page = await context.newPage();
  await page.goto(`${office.hotline.url}/sign-in?to=${to}`);
  await page.getByLabel(/Login|Benutzername/).fill('supervisor');
  await page.getByLabel(/Password|Passwort/).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  return {
    page,
    faults,
    async [Symbol.asyncDispose]() {
      await context.close();
      await office[Symbol.asyncDispose]();
    },
  };
}
