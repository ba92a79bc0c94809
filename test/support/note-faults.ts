import type { BrowserContext } from 'playwright-core';

/** Takes note of whatever goes wrong on the pages of a browser, and of what they ask a foreign host for. @returns the notes, which grow */
export function noteFaults(context: BrowserContext, ownUrl: string): string[] {
  const faults: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  context.on('request', (request) => {
    if (!request.url().startsWith(ownUrl)) faults.push(`asked for ${request.url()}`);
  });
  return faults;
}
