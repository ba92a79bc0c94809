import type { Logger } from '../platform/log.ts';
import { findObstacle } from '../telephony/twilio/find-obstacle.ts';

export interface CallPathDeps {
  /** under PUBLIC_URL, as the carrier is told it */
  url: string;
  account: { accountSid: string; authToken: string };
  /** told each time whether it was open */
  onTried: (isOpen: boolean) => void;
  log: Logger;
}

/**
 * Goes the way that a call goes, from outside in: posts what the carrier would post about a call that does not exist, signed, to
 * PUBLIC_URL. So it passes the name, the certificate, the proxy, the signature check and the form, and asks the database.
 * Its state is logged when it changes.
 * @returns tries once, and resolves to whether it is open
 */
export function createCallPath(parts: CallPathDeps): () => Promise<boolean> {
  const { onTried, log } = parts;
  let wasOpen = true;
  return async () => {
    const reason = await findObstacle(parts.url, parts.account);
    const isOpen = reason === null;
    if (wasOpen && !isOpen)
      log.error(
        { reason },
        'a webhook from outside does not reach the service, so calls most likely do not either: check that PUBLIC_URL leads here',
      );
    if (!wasOpen && isOpen) log.info('webhooks from outside reach the service again');
    wasOpen = isOpen;
    onTried(isOpen);
    return isOpen;
  };
}
