import { fetchOutside, refusalOf } from '../../platform/fetch-outside.ts';
import { SIGNATURE_HEADER, sign } from './signature.ts';

/** The carrier itself would wait for 15 s; whoever is that slow has lost the caller. */
const TIMEOUT_MS = 10_000;
/** The longest that the carrier takes. */
const MAX_BYTES = 64 * 1024;
/** No call of the carrier's is called so: its report changes nothing. */
const NOBODYS_CALL = `CA${'0'.repeat(32)}`;
/** The beginning of an answer of ours; a page of a proxy or of somebody else's begins otherwise. */
const OURS = /^<\?xml[^>]*>\s*<Response\b/;

/**
 * Posts what the carrier would post about a call that does not exist, signed.
 * @param url of a webhook, as the carrier is told it
 * @returns what is in the way; null: nothing
 */
export async function findObstacle(
  url: string,
  account: { accountSid: string; authToken: string },
): Promise<string | null> {
  const form = { CallSid: NOBODYS_CALL, AccountSid: account.accountSid, CallStatus: 'ringing' };
  try {
    // not followed where it leads: what is signed for one address is wrong at another, so the carrier would not get through either
    const response = await fetchOutside(
      url,
      {
        method: 'POST',
        body: new URLSearchParams(form),
        headers: { [SIGNATURE_HEADER]: sign(account.authToken, url, form) },
      },
      { timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES },
    );
    if (response.status !== 200) return refusalOf(response);
    return OURS.test(await response.text()) ? null : 'somebody else answered';
  } catch (error) {
    return (error as Error).message;
  }
}
