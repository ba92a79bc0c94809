import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Router } from 'express';
import { now as present } from '../../platform/clock.ts';
import { Activity } from './activity.ts';
import { Conference } from './conference.ts';
import type { Caller, DialledNumber, Exchange } from './exchange.ts';
import { Faultiness } from './faultiness.ts';
import { type AnsweredBy, Leg, type LegOptions, type SimulatedLegStatus } from './leg.ts';
import { MediaLibrary } from './media.ts';
import type { SimulatedMessage } from './message.ts';
import { instantPace, type Pace, realPace } from './pace.ts';
import { Phones } from './phones.ts';
import { reportProgress } from './progress.ts';
import type { SimulatedRecording } from './recording.ts';
import { createRestRouter } from './rest/router.ts';
import { beginCall, bridgeLegs, type OutboundCall, ringLeg } from './ring.ts';
import { playTwiml, type Start } from './run-twiml.ts';
import { newSid } from './sid.ts';
import { Texting } from './texting.ts';
import { API_VERSION, voiceParams } from './voice-params.ts';
import { type WebhookAnswer, type WebhookRequest, WebhookSender } from './webhook.ts';

/** Where the hotline's number sends what happens to it; what the number's settings are at Twilio. */
export interface NumberSettings {
  voiceUrl?: string | undefined;
  voiceFallbackUrl?: string | undefined;
  statusUrl?: string | undefined;
  smsUrl?: string | undefined;
}

export interface CarrierOptions extends NumberSettings {
  accountSid: string;
  authToken: string;
  /** Secrets of API keys by their SIDs, for REST. */
  apiKeys?: Record<string, string>;
  /** The hotline's number, E.164. */
  number: string;
  /** Another number of the account, from which calls may be placed, too. */
  otherNumber?: string | undefined;
  /** `strict`: nothing waits, and REST parameters that Twilio does not know are refused. `practice`: real time. */
  mode: 'practice' | 'strict';
  pace?: Pace;
  clock?: () => Date;
  /** how many calls are remembered at least; they are what the REST API can tell of */
  remembers?: number;
}

/** Something the service did that Twilio would not stand, or only just. */
export interface CarrierFault {
  at: Date;
  problem: string;
  callSid: string | undefined;
}

/** So many calls and faults are remembered, unless more are asked for. */
const REMEMBERED = 1000;

export type { SimulatedCarrier };

/**
 * A carrier in memory that imitates Twilio: serves its REST API, sends its signed webhooks, carries out TwiML.
 * It knows nothing of the service but the URLs it was given.
 */
export function createSimulatedCarrier(options: CarrierOptions): SimulatedCarrier {
  return new SimulatedCarrier(options);
}

class SimulatedCarrier implements Exchange {
  readonly accountSid: string;
  readonly number: string;
  readonly otherNumber: string | undefined;
  readonly numberSid = newSid('PN');
  readonly mode: 'practice' | 'strict';
  readonly pace: Pace;
  readonly activity = new Activity();
  readonly media = new MediaLibrary();
  readonly legs: Leg[] = [];
  /** those of the REST API */
  readonly conferences: Conference[] = [];
  readonly recordings = new Map<string, SimulatedRecording>();
  readonly transcriptions = new Set<string>();
  readonly faults: CarrierFault[] = [];
  readonly texting: Texting;
  readonly phones = new Phones();
  readonly webhooks: WebhookSender;
  /** Makes the REST API fail on purpose. */
  readonly faultiness = new Faultiness();
  readonly settings: NumberSettings;
  /** The REST API, to be mounted under any prefix. */
  readonly router: Router;

  readonly #options: CarrierOptions;
  readonly #rooms = new Map<string, Conference>();
  readonly #listeners = new Set<() => void>();

  constructor(options: CarrierOptions) {
    this.#options = options;
    this.accountSid = options.accountSid;
    this.number = options.number;
    this.otherNumber = options.otherNumber;
    this.mode = options.mode;
    this.pace = options.pace ?? (options.mode === 'strict' ? instantPace : realPace());
    const { voiceUrl, voiceFallbackUrl, statusUrl, smsUrl } = options;
    this.settings = { voiceUrl, voiceFallbackUrl, statusUrl, smsUrl };
    this.webhooks = new WebhookSender(options.authToken, this.activity);
    this.texting = new Texting(this);
    this.router = createRestRouter(this);
  }

  now(): Date {
    return (this.#options.clock ?? present)();
  }

  /** May somebody with this name and secret use the REST API? */
  admits(user: string, secret: string): boolean {
    if (user === this.accountSid) return secret === this.#options.authToken;
    return secret !== '' && this.#options.apiKeys?.[user] === secret;
  }

  /** Serves the REST API in a server of its own on loopback. Port 0 takes a free one. */
  async listen(port: number): Promise<{ url: string; close(): Promise<void> }> {
    const server = createServer(express().use(this.router));
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const { port: taken } = server.address() as AddressInfo;
    const close = async () => {
      this.close();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    };
    return { url: `http://127.0.0.1:${taken}`, close };
  }

  /** Ends everything at once without telling anybody, so that no timer is left. */
  close(): void {
    for (const leg of this.legs) leg.beginRun();
    this.faultiness.release();
    this.#listeners.clear();
  }

  /** Everybody hangs up. */
  async hangUpAll(): Promise<void> {
    await Promise.all(this.legs.filter(({ over }) => !over).map((leg) => this.hangUp(leg)));
    await this.idle();
  }

  /** Mends what was set to go wrong, and forgets what was; nobody may be on the line. */
  startAnew(): void {
    this.faultiness.forget();
    this.phones.allOn();
    this.legs.length = 0;
    this.conferences.length = 0;
    this.faults.length = 0;
    this.texting.forget();
    this.changed();
  }

  /** Calls the listener at every change. Returns how to stop that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves once every webhook is answered and every leg waits for a person or is over. */
  idle(): Promise<void> {
    return this.activity.idle();
  }

  // What people do with their phones.

  /** Somebody calls the hotline. */
  dialIn({ from, phone = from }: Caller): Leg {
    const leg = this.#addLeg({ direction: 'inbound', from, to: this.number, phone, startedAt: this.now() });
    const { voiceUrl, statusUrl, voiceFallbackUrl } = this.settings;
    if (statusUrl !== undefined) leg.progress = { url: statusUrl, method: 'POST', events: ['completed'] };
    leg.fallbackUrl = voiceFallbackUrl;
    if (voiceUrl === undefined) {
      this.fault('somebody called, but the number has no voice URL', leg);
      void this.finish(leg, 'failed');
      return leg;
    }
    playTwiml(leg, { url: voiceUrl, method: 'POST', params: {} }, this);
    return leg;
  }

  /** A key or several. Returns whether the line listens to keys just now. */
  press(leg: Leg, keys: string): boolean {
    const { waiting } = leg;
    const heard =
      waiting?.for === 'recording'
        ? leg.deliver({ kind: 'recorded', seconds: this.#secondsSince(waiting.since), key: keys.slice(0, 1) })
        : leg.deliver({ kind: 'keys', keys });
    if (heard) leg.heardUntil = leg.transcript.length;
    leg.note('keys', keys, this.now());
    return heard;
  }

  /** The time for an answer is up. Returns whether the line waited for one. */
  stayQuiet(leg: Leg): boolean {
    leg.heardUntil = leg.transcript.length;
    return leg.deliver({ kind: 'time-up' });
  }

  /** Somebody has spoken after the tone. `key` ended it, or nothing if silence did. */
  speak(leg: Leg, seconds: number, key = ''): boolean {
    leg.heardUntil = leg.transcript.length;
    return leg.deliver({ kind: 'recorded', seconds, key });
  }

  pickUp(leg: Leg, by: AnsweredBy = 'human'): boolean {
    return leg.deliver({ kind: 'answered', by });
  }

  refuse(leg: Leg, status: 'busy' | 'no-answer' | 'failed'): boolean {
    return leg.deliver({ kind: 'refused', status });
  }

  /**
   * The person at this phone hangs up.
   * @param spokenSeconds how long they spoke into a running recording; by default since the tone
   */
  hangUp(leg: Leg, spokenSeconds?: number): Promise<void> {
    leg.spokenSeconds = spokenSeconds;
    if (leg.answeredAt) return this.finish(leg, 'completed');
    return this.finish(leg, leg.direction === 'inbound' ? 'canceled' : 'busy');
  }

  /** Somebody texts the hotline. */
  sendText(from: string, body: string, media: readonly string[] = []): Promise<SimulatedMessage> {
    const sent = { from, to: this.number, body, media };
    return this.activity.track(() => this.texting.receive(sent, this.settings.smsUrl));
  }

  // What the service asks for by REST.

  /** Makes a leg; `connect` rings it once the request is answered. */
  placeCall(call: OutboundCall): { leg: Leg; connect: () => void } {
    const leg = this.#addLeg({
      direction: 'outbound-api',
      from: call.from,
      to: call.to,
      phone: call.to,
      startedAt: this.now(),
    });
    leg.progress = call.progress;
    leg.fallbackUrl = call.fallbackUrl;
    const begin = () => beginCall(leg, call, this);
    return { leg, connect: () => ringLeg(leg, call.timeoutSeconds, begin, this) };
  }

  /** Gives a running call other TwiML. */
  redirect(leg: Leg, start: Start): void {
    playTwiml(leg, start, this);
  }

  // What TwiML verbs ask for.

  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  fault(problem: string, leg?: Leg): void {
    this.faults.push({ at: this.now(), problem, callSid: leg?.sid });
    if (this.faults.length > REMEMBERED) this.faults.shift();
    this.changed();
  }

  send(request: WebhookRequest): Promise<WebhookAnswer> {
    return this.webhooks.send(request);
  }

  voiceParams(leg: Leg): Record<string, string> {
    return voiceParams(leg, this.accountSid);
  }

  isOurs(url: string): boolean {
    const ours = this.settings.voiceUrl;
    return ours === undefined || new URL(url).origin === new URL(ours).origin;
  }

  room(name: string): Conference {
    const known = this.#rooms.get(name);
    if (known && known.legs.length > 0) return known;
    const room = new Conference(name);
    this.#rooms.set(name, room);
    this.conferences.push(room);
    if (this.conferences.length > REMEMBERED) this.conferences.shift();
    return room;
  }

  dial(parent: Leg, number: DialledNumber): Leg {
    const leg = this.#addLeg({
      direction: 'outbound-dial',
      from: number.callerId ?? parent.from,
      to: number.to,
      phone: number.to,
      parent,
      startedAt: this.now(),
    });
    leg.progress = number.progress;
    ringLeg(leg, number.timeoutSeconds, () => bridgeLegs(leg, parent, number.whisper, this), this);
    return leg;
  }

  async answer(leg: Leg): Promise<void> {
    if (leg.answeredAt || leg.over) return;
    leg.status = 'in-progress';
    leg.answeredAt = this.now();
    await reportProgress(leg, 'answered', this);
    leg.otherEnd?.deliver({ kind: 'answered', by: 'human' });
  }

  async finish(leg: Leg, status: SimulatedLegStatus): Promise<void> {
    if (leg.over) return;
    const { lastWords } = leg;
    leg.status = status;
    leg.endedAt = this.now();
    await this.activity.track(async () => {
      leg.beginRun();
      await lastWords?.();
      for (const child of this.legs.filter(({ parent }) => parent === leg)) {
        await this.finish(child, child.answeredAt ? 'completed' : 'canceled');
      }
      const { otherEnd } = leg;
      if (otherEnd) await this.finish(otherEnd, otherEnd.answeredAt ? 'completed' : 'no-answer');
      await reportProgress(leg, 'completed', this);
      leg.parent?.deliver({ kind: 'other-party-left' });
    });
    leg.onWaiting?.();
    this.changed();
  }

  keep(recording: SimulatedRecording): void {
    this.recordings.set(recording.sid, recording);
  }

  keepTranscription(sid: string): void {
    this.transcriptions.add(sid);
  }

  recordingUrl(recording: SimulatedRecording): string {
    return `https://api.twilio.com/${API_VERSION}/Accounts/${this.accountSid}/Recordings/${recording.sid}`;
  }

  #secondsSince(since: Date): number {
    return Math.round((this.now().getTime() - since.getTime()) / 1000);
  }

  #addLeg(options: LegOptions): Leg {
    const leg = new Leg(options, this.activity, () => this.changed());
    this.legs.push(leg);
    if (this.legs.length > (this.#options.remembers ?? REMEMBERED) && this.legs[0]?.over) this.legs.shift();
    this.changed();
    return leg;
  }
}
