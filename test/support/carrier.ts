import { expect } from 'vitest';
import {
  type CarrierFault,
  createSimulatedCarrier,
  type SimulatedCarrier,
} from '../../src/telephony/simulator/carrier.ts';
import type { CarrierFailure } from '../../src/telephony/simulator/faultiness.ts';
import type { Webhook, WebhookAnswer, WebhookKind } from '../../src/telephony/simulator/webhook.ts';
import { Phone } from './phone.ts';

export interface LineOptions {
  /** The hotline's number. */
  number?: string;
  /** Lets the service finish what it does outside of requests: due timers, messages to be sent. Asked until nothing happens. */
  settle?: () => Promise<unknown>;
  clock?: () => Date;
}

const HOTLINE_NUMBER = '+493023125099';
/** Another number of the account. */
export const DRILL_NUMBER = '+493023125098';

/** Callbacks are repeated only on purpose; `replayLast` means what a caller hears or reads. */
const ANSWERED_KINDS: readonly WebhookKind[] = ['voice', 'sms'];

/**
 * Starts the strict carrier on a free port of loopback. Nothing in it waits: people press keys when the test says so.
 * At its end (`await using`) the test fails if there was a fault, or a call or message it did not look at.
 */
export async function startLine(options: LineOptions = {}): Promise<Line> {
  const carrier = createSimulatedCarrier({
    accountSid: `AC${'0123456789abcdef'.repeat(2)}`,
    authToken: 'the-auth-token-of-the-tests',
    apiKeys: { [`SK${'0'.repeat(32)}`]: 'the-api-key-secret-of-the-tests' },
    number: options.number ?? HOTLINE_NUMBER,
    otherNumber: DRILL_NUMBER,
    mode: 'strict',
    ...(options.clock ? { clock: options.clock } : {}),
  });
  const server = await carrier.listen(0);
  return new Line(carrier, server, options.settle);
}

/** The telephone network as a test sees it. */
export class Line {
  readonly carrier: SimulatedCarrier;
  /** What the service is told as `TWILIO_API_BASE_URL`. */
  readonly apiBaseUrl: string;
  readonly accountSid: string;
  readonly authToken = 'the-auth-token-of-the-tests';
  readonly apiKey = { sid: `SK${'0'.repeat(32)}`, secret: 'the-api-key-secret-of-the-tests' };
  readonly number: string;
  settle: (() => Promise<unknown>) | undefined;
  readonly #close: () => Promise<void>;
  #closed: Promise<void> | undefined;
  readonly #phones = new Map<string, Phone>();

  constructor(
    carrier: SimulatedCarrier,
    server: { url: string; close(): Promise<void> },
    settle?: () => Promise<unknown>,
  ) {
    this.carrier = carrier;
    this.apiBaseUrl = server.url;
    this.accountSid = carrier.accountSid;
    this.number = carrier.number;
    this.settle = settle;
    this.#close = () => server.close();
  }

  /** Points the hotline's number at the service, fallback included. */
  connect(publicUrl: string): void {
    Object.assign(this.carrier.settings, {
      voiceUrl: `${publicUrl}/twilio/voice/incoming`,
      voiceFallbackUrl: `${publicUrl}/twilio/voice/fallback`,
      statusUrl: `${publicUrl}/twilio/voice/status`,
      smsUrl: `${publicUrl}/twilio/sms/incoming`,
    });
  }

  /** The phone with this number. For a caller without one: `phone('anonymous')`. */
  phone(number: string): Phone {
    const phone = this.#phones.get(number) ?? new Phone(number, this);
    this.#phones.set(number, phone);
    return phone;
  }

  /** Resolves once the carrier is idle and the service has nothing left to do at once. */
  async idle(): Promise<void> {
    let begun: number;
    do {
      await this.carrier.idle();
      begun = this.carrier.activity.begun;
      await this.settle?.();
      await this.carrier.idle();
    } while (this.carrier.activity.begun !== begun);
  }

  /** Everything the carrier asked of the service, oldest first. */
  get webhooks(): readonly Webhook[] {
    return this.carrier.webhooks.sent;
  }

  /** The TwiML that was answered last, to a call or a text. */
  lastTwiml(): string {
    return this.#last().answer?.body ?? '';
  }

  /** The last webhook of a call or text once more: same body, same signature. Its TwiML is returned, not carried out. */
  async replayLast(): Promise<WebhookAnswer> {
    return this.replay(this.#last());
  }

  async replay(webhook: Webhook): Promise<WebhookAnswer> {
    const answer = await this.carrier.webhooks.deliver({ ...webhook });
    await this.idle();
    return answer;
  }

  /** Keeps back callbacks whose path contains this, until `deliverLate`. */
  holdBack(path: string): void {
    this.carrier.webhooks.holdBack(path);
  }

  /** Delivers what was held back, in the order it happened or in reverse. */
  async deliverLate(options: { reversed?: boolean } = {}): Promise<WebhookAnswer[]> {
    const held = this.carrier.webhooks.releaseHeldBack();
    if (options.reversed) held.reverse();
    const answers: WebhookAnswer[] = [];
    for (const webhook of held) answers.push(await this.carrier.webhooks.deliver(webhook));
    await this.idle();
    return answers;
  }

  /**
   * Makes the next requests of the service to the carrier fail.
   * `slow` ones are answered after `answerSlowRequests`; `accept-then-fail` does it and cuts the line.
   */
  failNext({ path, times = 1, failure }: { path: string; times?: number; failure: CarrierFailure }): void {
    this.carrier.faultiness.plan({ path, times, failure });
  }

  /** Resolves once a slow request has arrived. */
  slowRequest(): Promise<void> {
    return this.carrier.faultiness.held();
  }

  answerSlowRequests(): void {
    this.carrier.faultiness.release();
  }

  /** The faults so far, which then count as looked at. */
  takeFaults(): CarrierFault[] {
    return this.carrier.faults.splice(0);
  }

  /** Fails on any fault, and on any call or message that the test did not look at. */
  expectQuiet(): void {
    const unseen = this.#unseen();
    if (unseen.length > 0) throw new Error(`The line was not quiet:\n  ${unseen.join('\n  ')}`);
  }

  #unseen(): string[] {
    return [
      ...this.carrier.faults.map(({ problem }) => `fault: ${problem}`),
      ...this.carrier.legs
        // nobody holds a phone where the service calls itself
        .filter((leg) => leg.direction !== 'inbound' && !leg.otherEnd && !this.phone(leg.phone).hasSeen(leg))
        .map((leg) => `call to ${leg.phone} nobody looked at (${leg.status})`),
      ...this.carrier.texting.messages
        .filter((message) => message.direction !== 'inbound' && !this.phone(message.to).hasRead(message))
        .map((message) => `message to ${message.to} nobody looked at: ${message.body}`),
    ];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.idle();
      // Softly, so that a test that failed already shows its own failure and not only this one.
      expect.soft(this.#unseen(), 'faults, calls and messages nobody looked at').toEqual([]);
    } finally {
      await this.close();
    }
  }

  /** Ends the carrier, whatever nobody has looked at. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  #last(): Webhook {
    const last = this.webhooks.findLast(({ kind }) => ANSWERED_KINDS.includes(kind));
    if (!last) throw new Error('The carrier has not asked the service anything yet');
    return last;
  }
}

export type { Phone };
