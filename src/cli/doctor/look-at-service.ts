import { z } from 'zod';
import { VERSION } from '../../platform/version.ts';
import { type Finding, fault, ok, warning } from './finding.ts';

const TIMEOUT_MS = 3_000;
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
    const { version, since } = await identityOf(publicUrl);
    if (!response.ok) {
      const why = notReady(readiness.safeParse(await response.json().catch(() => null)).data?.parts);
      const problem = `${url} answers ${response.status}${why}`;
      return response.status === 503
        ? fault(ABOUT, problem, 'See that what is named runs; the log of the service says more.')
        : warning(ABOUT, problem, 'Look at its log, and at the proxy in front of it.');
    }
    const runs = version === undefined ? '' : `, version ${version}`;
    const begun = since === undefined ? '' : `, since ${since.slice(0, 19).replace('T', ' ')} UTC`;
    const told = `ready at ${publicUrl}${runs}${begun}`;
    if (version === undefined || version === VERSION) return ok(ABOUT, told);
    return warning(
      ABOUT,
      told,
      `This is ${VERSION}: start the service anew, or use the command of its version.`,
    );
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    const reason = cause?.code ?? (error as Error).message;
    return warning(ABOUT, `nothing responds at ${url} (${reason})`, 'Start it, or correct PUBLIC_URL.');
  }
}

function ask(url: string): Promise<Response> {
  return fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'manual' });
}

async function identityOf(publicUrl: string): Promise<z.output<typeof identity>> {
  const alive = await ask(`${publicUrl}/healthz`);
  return identity.safeParse(await alive.json().catch(() => null)).data ?? {};
}

function notReady(parts: Record<string, string> = {}): string {
  const named = Object.entries(parts).filter(([, state]) => state !== 'ready');
  return named.length === 0 ? '' : ` (${named.map(([part, state]) => `${part}: ${state}`).join(', ')})`;
}
