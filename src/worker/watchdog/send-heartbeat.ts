import { fetchOutside, refusalOf } from '../../platform/fetch-outside.ts';
import type { Logger } from '../../platform/log.ts';

const TIMEOUT_MS = 5_000;

/**
 * Tells somebody outside that all is well. When these calls stay away, they raise the alarm: whatever is broken here, its
 * silence is heard. The address is as good as a password to them, and never logged.
 */
export async function sendHeartbeat(url: string, log: Logger): Promise<void> {
  try {
    // only its status counts
    const response = await fetchOutside(url, { method: 'POST' }, { timeoutMs: TIMEOUT_MS, maxBytes: 0 });
    if (!response.ok) log.warn({ reason: refusalOf(response) }, 'HEARTBEAT_URL rejected the heartbeat');
  } catch (error) {
    const { message: reason } = error as Error;
    log.warn({ reason }, 'the heartbeat could not be sent to HEARTBEAT_URL');
  }
}
