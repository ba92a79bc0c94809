import type { Logger } from '../platform/log.ts';
import { SIGNATURE_HEADER, sign } from '../telephony/twilio/signature.ts';

export interface CallPathParts {
  /** under PUBLIC_URL, as the carrier is told it */
  url: string;
  account: { accountSid: string; authToken: string };
  /** told each time whether it was open */
  onTried: (isOpen: boolean) => void;
  log: Logger;
}

/** The carrier itself would wait for 15 s; whoever is that slow has lost the caller. */
const TIMEOUT_MS = 10_000;
/** No call of the carrier's is called so: its report changes nothing. */
const NOBODYS_CALL = `CA${'0'.repeat(32)}`;
/** The beginning of an answer of ours; a page of a proxy or of somebody else's begins otherwise. */
const OURS = /^<\?xml[^>]*>\s*<Response\b/;

/**
 * Goes the way that a call goes, from outside in: posts what the carrier would post about a call that does not exist, signed, to
 * PUBLIC_URL. So it passes the name, the certificate, the proxy, the signature check and the form, and asks the database.
 * Its state is logged when it changes.
 * @returns tries once, and resolves to whether it is open
 */
export function createCallPath(parts: CallPathParts): () => Promise<boolean> {
  const { onTried, log } = parts;
  let wasOpen = true;
  return async () => {
    const reason = await findObstacle(parts);
    const isOpen = reason === null;
    if (wasOpen && !isOpen)
      log.error({ reason }, 'a webhook does not get through from outside: see that PUBLIC_URL leads here');
    if (!wasOpen && isOpen) log.info('webhooks get through from outside again');
    wasOpen = isOpen;
    onTried(isOpen);
    return isOpen;
  };
}

/** What is in the way; null: nothing. */
async function findObstacle({ url, account }: CallPathParts): Promise<string | null> {
  const form = { CallSid: NOBODYS_CALL, AccountSid: account.accountSid, CallStatus: 'ringing' };
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { [SIGNATURE_HEADER]: sign(account.authToken, url, form) },
      // what is signed for one address is wrong at another: the carrier would not get through either
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body = await response.text();
    if (response.status !== 200) return `answered with ${response.status}`;
    return OURS.test(body) ? null : 'somebody else answered';
  } catch (error) {
    const { name, cause } = error as Error;
    return String((cause as NodeJS.ErrnoException | undefined)?.code ?? name);
  }
}
