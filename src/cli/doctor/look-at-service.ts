import { type Finding, ok, warning } from './finding.ts';

const TIMEOUT_MS = 3_000;

/** Whether the service answers at the address the carrier calls. */
export async function lookAtService(publicUrl: string): Promise<Finding> {
  const about = 'service';
  const url = `${publicUrl}/readyz`;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'manual' });
    if (response.ok) return ok(about, `ready at ${publicUrl}`);
    return warning(
      about,
      `${url} answers ${response.status}`,
      'Look at its log, and at the proxy in front of it.',
    );
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    const reason = cause?.code ?? (error as Error).message;
    return warning(about, `nothing responds at ${url} (${reason})`, 'Start it, or correct PUBLIC_URL.');
  }
}
