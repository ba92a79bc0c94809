/** What is behind the end of any SMS is read by nobody: https://www.twilio.com/docs/api/errors/21617 */
export const MAX_SMS = 1_600;

/**
 * What the hotline asks of a carrier. Every method may throw a HotlineError:
 * `carrier-busy` (refused for now, certainly not done), `carrier-refused` (final: asking again is pointless),
 * `carrier-unknown-outcome` (a time-out or a fault on their side: it may have been done).
 */
export interface Carrier {
  /** Starts a leg. The carrier asks `url` what to say once somebody answers. */
  startCall(call: OutgoingCall): Promise<{ sid: string }>;
  /** Makes a live leg ask `url` at once what to say next. */
  redirectCall(sid: string, url: string): Promise<void>;
  /** How a leg fares by the carrier's own record, which may lag behind; null if it has no such leg. */
  callStatus(sid: string): Promise<LegStatus | null>;
  /** Ends a leg, ringing or talking. A leg that has ended already is no error. */
  endCall(sid: string): Promise<void>;
  /**
   * Says something to everybody in the talk about a ticket; the carrier asks `url` for the words. Throws `not-found` where nobody
   * talks.
   */
  announce(ticketNumber: string, url: string): Promise<void>;
  sendSms(message: OutgoingSms): Promise<{ sid: string }>;
  /** What the carrier keeps of calls to a number that began in a span, the earliest first. Its record lags behind. */
  listCalls(to: string, span: Span): Promise<CarrierCall[]>;
  /** What it keeps of the account's recordings that were made in a span, the earliest first. */
  listRecordings(span: Span): Promise<CarrierRecording[]>;
  /** What it keeps of messages to a number that were sent in a span, the earliest first. */
  listMessages(to: string, span: Span): Promise<CarrierMessage[]>;
  /** What it keeps of messages that we sent from a number in a span, the earliest first. */
  listSentMessages(from: string, span: Span): Promise<CarrierMessage[]>;
  /** The audio of a recording. Throws `not-found` as well: it may not be ready yet, or is deleted. */
  fetchRecording(sid: string): Promise<FetchedAudio>;
  /** Deletes a recording, or what is on record of a call or message that is over. One that is not there (any more) is no error. */
  forget(sid: string): Promise<void>;
}

interface FetchedAudio {
  body: ReadableStream<Uint8Array>;
  contentType: string;
  /** null if the carrier did not say */
  bytes: number | null;
}

/** How a leg fares, in the order in which it may. */
export const LEG_STATUSES = [
  'queued',
  'initiated',
  'ringing',
  'in-progress',
  'completed',
  'busy',
  'no-answer',
  'failed',
  'canceled',
] as const;

export type LegStatus = (typeof LEG_STATUSES)[number];

/** Why an SMS will never arrive, as far as anybody acts on it. */
export type SmsFailure = 'opted-out' | 'not-delivered';

/** From the first instant on, up to and with the second. */
export interface Span {
  since: Date;
  until: Date;
}

/** An incoming call by the carrier's own record. */
export interface CarrierCall {
  sid: string;
  /** as the network told it: a number, or a word for one that was withheld */
  from: string;
  to: string;
  status: LegStatus;
  /** the first ring */
  startedAt: Date;
  endedAt: Date | null;
}

export interface CarrierRecording {
  sid: string;
  callSid: string;
  /** whether there is something to listen to by now; null: there never will be */
  ready: boolean | null;
  seconds: number;
  createdAt: Date;
}

/** A message by the carrier's own record. */
export interface CarrierMessage {
  sid: string;
  from: string;
  to: string;
  body: string;
  sentAt: Date;
}

export interface OutgoingCall {
  /** E.164 */
  to: string;
  from: string;
  url: string;
  /** told how the leg fares; left out: nobody is */
  statusUrl?: string;
  /** told, while the leg goes on, whether a person or a machine answered; left out: the carrier does not listen for that */
  machineUrl?: string;
  ringSeconds: number;
}

export interface OutgoingSms {
  to: string;
  from: string;
  body: string;
  statusUrl: string;
  /** the carrier drops the message when it could not be delivered within this time */
  validSeconds?: number;
}
