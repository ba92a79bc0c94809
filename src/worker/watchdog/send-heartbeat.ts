import type { Logger } from '../../platform/log.ts';

const TIMEOUT_MS = 5_000;

/**
 * Tells somebody outside that all is well. When these calls stay away, they raise the alarm: whatever is broken here, its
 * silence is heard. The address is as good as a password to them, and never logged.
 */
export async function sendHeartbeat(url: string, log: Logger): Promise<void> {
  try {
    const { ok, status } = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!ok) log.warn({ status }, 'HEARTBEAT_URL rejected the heartbeat');
  } catch (error) {
    const { name } = error as Error;
    log.warn({ error: name }, 'the heartbeat could not be sent to HEARTBEAT_URL');
  }
}
