import { z } from 'zod';
import { fetchOutside } from '../../platform/fetch-outside.ts';
import { VERSION } from '../../platform/version.ts';
import { type Finding, fault, ok, warning } from './finding.ts';

const TIMEOUT_MS = 3_000;
/** Of what is asked, the page for signing in is the longest. */
const MAX_BYTES = 1_000_000;
const ABOUT = 'service';

const readiness = z.object({
  status: z.string().optional(),
  parts: z.record(z.string(), z.string()).optional(),
});
/** Missing from a service that is older than these, and from one that is asked by a proxy: that tells them on its own machine only. */
const identity = z.object({ version: z.string().optional(), since: z.iso.datetime().optional() });

/** Whether the service answers at the address the carrier calls, is ready, and runs this version. */
export async function lookAtService(publicUrl: string): Promise<Finding> {
  const url = `${publicUrl}/readyz`;
  try {
    const response = await ask(url);
    // as the shipped proxies do it: health is for whoever stands before the processes
    if (response.status === 404 && (await ask(`${publicUrl}/sign-in`)).ok)
      return ok(
        ABOUT,
        `answers at ${publicUrl}; the proxy keeps /readyz inside: ask each process on its own machine`,
      );
    const told = readiness.safeParse(await response.json().catch(() => null)).data;
    if (response.ok && told?.status === undefined)
      return warning(
        ABOUT,
        `${url} is answered by somebody else`,
        'Correct PUBLIC_URL, or see where it leads.',
      );
    const { version, since } = await identityOf(publicUrl);
    if (!response.ok) {
      const why = notReady(told?.parts);
      const problem = `${url} answers ${response.status}${why}`;
      return response.status === 503
        ? fault(ABOUT, problem, 'See that what is named runs; the log of the service says more.')
        : warning(ABOUT, problem, 'Look at its log, and at the proxy in front of it.');
    }
    const runs = version === undefined ? '' : `, version ${version}`;
    const begun = since === undefined ? '' : `, since ${since.slice(0, 19).replace('T', ' ')} UTC`;
    const ready = `ready at ${publicUrl}${runs}${begun}`;
    if (version === undefined || version === VERSION) return ok(ABOUT, ready);
    return warning(
      ABOUT,
      ready,
      `This is ${VERSION}: start the service anew, or use the command of its version.`,
    );
  } catch (error) {
    const { message } = error as Error;
    return warning(ABOUT, `nothing responds at ${url}: ${message}`, 'Start it, or correct PUBLIC_URL.');
  }
}

function ask(url: string): Promise<Response> {
  return fetchOutside(url, {}, { timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES });
}

async function identityOf(publicUrl: string): Promise<z.output<typeof identity>> {
  const alive = await ask(`${publicUrl}/healthz`);
  return identity.safeParse(await alive.json().catch(() => null)).data ?? {};
}

function notReady(parts: Record<string, string> = {}): string {
  const named = Object.entries(parts).filter(([, state]) => state !== 'ready');
  return named.length === 0 ? '' : ` (${named.map(([part, state]) => `${part}: ${state}`).join(', ')})`;
}
