import { sign } from '../twilio/signature.ts';
import type { Activity } from './activity.ts';
import { newSid } from './sid.ts';

export type WebhookKind =
  | 'voice'
  | 'voice-status'
  | 'sms'
  | 'sms-status'
  | 'conference'
  | 'announcement'
  | 'recording';

/** What the carrier asks of the service. */
export interface WebhookRequest {
  kind: WebhookKind;
  url: string;
  method: 'GET' | 'POST';
  params: Record<string, string>;
}

/** What came back. Status 0: no answer at all, and `body` says why. */
export interface WebhookAnswer {
  status: number;
  type: string;
  body: string;
}

/** Whether the service failed a report. One that it could not note it asks for again: 503. */
export function isReportRefused({ status }: WebhookAnswer): boolean {
  return status === 0 || (status >= 400 && status !== 503);
}

/** One request as it went over the wire, with its answer once there is one. */
export interface Webhook extends WebhookRequest {
  signature: string;
  idempotencyToken: string;
  answer: WebhookAnswer | undefined;
}

/** Twilio waits no longer for an answer: https://www.twilio.com/docs/api/errors/11205 */
const TIMEOUT_MS = 15_000;

/** How many past webhooks are kept to look at. */
const REMEMBERED = 500;

/** Sends signed webhooks as Twilio does, and remembers them. */
export class WebhookSender {
  readonly sent: Webhook[] = [];
  readonly #authToken: string;
  readonly #activity: Activity;
  #heldBack: { path: string; webhooks: Webhook[] } | undefined;

  constructor(authToken: string, activity: Activity) {
    this.#authToken = authToken;
    this.#activity = activity;
  }

  /** Signs and sends; never throws. */
  async send(request: WebhookRequest): Promise<WebhookAnswer> {
    const webhook = this.#sign(request);
    this.sent.push(webhook);
    if (this.sent.length > REMEMBERED) this.sent.shift();
    if (this.#heldBack && new URL(webhook.url).pathname.includes(this.#heldBack.path)) {
      this.#heldBack.webhooks.push(webhook);
      return { status: 204, type: '', body: '' };
    }
    return this.deliver(webhook);
  }

  /** Sends a webhook that was sent before once more: same body, same signature. */
  async deliver(webhook: Webhook): Promise<WebhookAnswer> {
    webhook.answer = await this.#activity.track(() => transmit(webhook));
    return webhook.answer;
  }

  /** From now on keeps back every callback whose path contains this. Only for requests whose answer is not needed. */
  holdBack(path: string): void {
    this.#heldBack = { path, webhooks: [] };
  }

  /** Ends `holdBack` and hands out what was kept, in the order it happened. */
  releaseHeldBack(): Webhook[] {
    const held = this.#heldBack?.webhooks ?? [];
    this.#heldBack = undefined;
    return held;
  }

  #sign({ kind, url, method, params }: WebhookRequest): Webhook {
    const target = new URL(url);
    // Everything after # is the carrier's own connection settings: neither sent nor signed.
    target.hash = '';
    if (method === 'GET') {
      for (const [name, value] of Object.entries(params)) target.searchParams.append(name, value);
    }
    const signed = method === 'GET' ? {} : params;
    return {
      kind,
      url: target.href,
      method,
      params,
      signature: sign(this.#authToken, target.href, signed),
      idempotencyToken: newSid('RE').slice(2),
      answer: undefined,
    };
  }
}

async function transmit(webhook: Webhook): Promise<WebhookAnswer> {
  try {
    const response = await fetch(webhook.url, {
      method: webhook.method,
      headers: {
        'user-agent': 'TwilioProxy/1.1',
        accept: '*/*',
        'x-twilio-signature': webhook.signature,
        'i-twilio-idempotency-token': webhook.idempotencyToken,
        ...(webhook.method === 'POST'
          ? { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
          : {}),
      },
      body: webhook.method === 'POST' ? new URLSearchParams(webhook.params).toString() : null,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      body: await response.text(),
    };
  } catch (error) {
    return { status: 0, type: '', body: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message}${cause}`;
}
