import type { Activity } from './activity.ts';
import type { Conference } from './conference.ts';
import type { Leg } from './leg.ts';
import type { MediaLibrary } from './media.ts';
import type { Pace } from './pace.ts';
import type { Phones } from './phones.ts';
import type { SimulatedRecording } from './recording.ts';
import type { WebhookAnswer, WebhookRequest } from './webhook.ts';

/** Who calls: a number, or words such as `anonymous`, and the phone it is called from if that does not tell. */
export interface Caller {
  from: string;
  phone?: string;
}

/** A number to ring from within a call, by Dial. */
export interface DialledNumber {
  to: string;
  callerId: string | undefined;
  timeoutSeconds: number;
  whisper: { url: string; method: 'GET' | 'POST' } | undefined;
  progress: Leg['progress'];
}

/** What carrying out a TwiML verb may ask of the carrier around it. */
export interface Exchange {
  readonly accountSid: string;
  /** the hotline's number, E.164 */
  readonly number: string;
  readonly pace: Pace;
  readonly activity: Activity;
  readonly media: MediaLibrary;
  readonly phones: Phones;
  now(): Date;
  /** Something somebody sees has changed. */
  changed(): void;
  /** Something the service did that Twilio would not stand, or only just. */
  fault(problem: string, leg?: Leg): void;
  send(request: WebhookRequest): Promise<WebhookAnswer>;
  /** Twilio's usual parameters of a voice webhook about this leg. */
  voiceParams(leg: Leg): Record<string, string>;
  /** Is this a URL of the service, where TwiML may point? */
  isOurs(url: string): boolean;
  /** The room of that name; made if there is none. */
  room(name: string): Conference;
  /** Rings another number on behalf of a leg. The child tells its parent by inputs what comes of it. */
  dial(parent: Leg, number: DialledNumber): Leg;
  /** Rings the service. */
  dialIn(caller: Caller): Leg;
  /** Keys that are heard on a leg. @returns whether it listens to them just now */
  press(leg: Leg, keys: string): boolean;
  answer(leg: Leg): Promise<void>;
  finish(leg: Leg, status: Leg['status']): Promise<void>;
  keep(recording: SimulatedRecording): void;
  /** A transcription is kept, under its name, until the service deletes it. */
  keepTranscription(sid: string): void;
  /** Where the media of a recording is found. */
  recordingUrl(recording: SimulatedRecording): string;
}
