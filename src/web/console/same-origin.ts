import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request that changes something comes from one of our own pages. Browsers say so themselves in
 * `Sec-Fetch-Site`, but only where the connection is trusted; elsewhere `Origin` has to name the host that was asked.
 * Who sends neither is no browser with a session of ours.
 */
export function isSameOrigin(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = headers;
  if (origin === undefined || host === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).host === host;
}
