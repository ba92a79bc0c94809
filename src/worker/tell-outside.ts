import type { Logger } from '../platform/log.ts';
import { sendHeartbeat } from './watchdog/send-heartbeat.ts';

/**
 * Holds what somebody outside is told against the way from outside in as well: no process that takes calls may be left, and
 * whatever works inside is of no use then.
 * @param isWell whether every promise is kept
 * @param outside.tryCallPath undefined: it is not tried
 */
export async function tellOutside(
  isWell: boolean,
  outside: { heartbeatUrl: string; tryCallPath: (() => Promise<boolean>) | undefined; log: Logger },
): Promise<void> {
  const isOpen = (await outside.tryCallPath?.()) ?? true;
  if (isWell && isOpen) await sendHeartbeat(outside.heartbeatUrl, outside.log);
}
