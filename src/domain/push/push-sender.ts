import webPush, { type RequestOptions } from 'web-push';
import { fetchOutside } from '../../platform/fetch-outside.ts';
import type { PushTarget } from './push-subscription.ts';

/** What a push service made of a notification: it has it; the browser is gone for good; it may take it later; it never will. */
export type PushOutcome = 'taken' | 'gone' | 'busy' | 'refused';

/** A key pair by which a push service knows us. */
export interface PushKeys {
  publicKey: string;
  privateKey: string;
}

/** Whoever keeps us waiting longer gets no more of our time. */
const TIMEOUT_MS = 5_000;
/** As long as a page is worth something; after that SMS and calls have gone on. */
const VALID_SECONDS = 600;
const BUSY = [408, 425, 429];
const GONE = [404, 410];

/**
 * Hands a notification to the browser's push service, encrypted for the browser alone: RFC 8030, 8188, 8291, 8292.
 * @param subject how a push service reaches whoever runs this, a `mailto:` or `https:` address
 * @param topic a later one of the same takes the place of one that waits
 */
export async function sendPush(
  target: PushTarget,
  { payload, topic }: { payload: string; topic: string },
  { keys, subject }: { keys: PushKeys; subject: string },
): Promise<PushOutcome> {
  const { endpoint } = target;
  const request = encrypted(target, payload, {
    vapidDetails: { subject, ...keys },
    TTL: VALID_SECONDS,
    urgency: 'high',
    topic,
  });
  if (request === null) return 'gone';
  try {
    const { status } = await fetchOutside(
      endpoint,
      {
        method: 'POST',
        headers: headersOf(request.headers),
        body: new Uint8Array(request.body ?? Buffer.alloc(0)),
      },
      { timeoutMs: TIMEOUT_MS, maxBytes: 0 },
    );
    return outcomeOf(status);
  } catch {
    // the network, or whoever takes too long
    return 'busy';
  }
}

/** Null: its keys are none, so no browser could ever read it; and one device holds up no other of its engineer. */
function encrypted({ endpoint, p256dh, auth }: PushTarget, payload: string, options: RequestOptions) {
  try {
    return webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, options);
  } catch {
    return null;
  }
}

/** The length is for the connection to say. */
function headersOf(headers: object): Record<string, string> {
  const said = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-length');
  return Object.fromEntries(said.map(([name, value]) => [name, String(value)]));
}

function outcomeOf(status: number): PushOutcome {
  if (status >= 200 && status < 300) return 'taken';
  if (GONE.includes(status)) return 'gone';
  return BUSY.includes(status) || status >= 500 ? 'busy' : 'refused';
}
