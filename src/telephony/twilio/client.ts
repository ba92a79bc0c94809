import type Twilio from 'twilio/lib/rest/Twilio.js';
import {
  type Carrier,
  type CarrierMessage,
  type LegStatus,
  MAX_SMS,
  type OutgoingCall,
  type Span,
} from '../../domain/carrier/carrier.ts';
import { HotlineError } from '../../platform/errors.ts';
import { fetchAudio } from './fetch-audio.ts';
import type { CarrierNumbers } from './number-settings.ts';
import { roomOf } from './room-name.ts';
import { smsFailureOf } from './sms-failure.ts';

export interface CarrierAccount {
  accountSid: string;
  authToken: string;
  apiKey?: { sid: string; secret: string };
  /** another carrier or emulator that speaks Twilio's REST API, e.g. http://127.0.0.1:9100 */
  baseUrl?: string;
  /** how long an answer is waited for, milliseconds; 5 s without it */
  timeoutMs?: number;
}

/** Longer than this nobody waits for an answer: whatever else is due needs the place. */
const TIMEOUT_MS = 5_000;
/** For the whole of a recording, however long. */
const AUDIO_TIMEOUT_MS = 60_000;
/** How much of a list comes at once; the carrier's own most is 1,000. */
const PAGE_SIZE = 200;
/** A page of a list is some hundred KB. */
const MAX_BYTES = 4_000_000;
const TWILIO_API = 'https://api.twilio.com';

/** The carrier's REST API, the only place that speaks it. */
export function createCarrier(account: CarrierAccount): Carrier {
  const client = createClient(account);
  const messagesOf = async (
    party: { to: string } | { from: string },
    span: Span,
    isWanted: (message: { direction: string }) => boolean,
  ): Promise<CarrierMessage[]> => {
    const within = { dateSentAfter: span.since, dateSentBefore: span.until };
    const messages = await asking(async () =>
      (await client()).messages.list({ ...party, ...within, pageSize: PAGE_SIZE }),
    );
    return messages
      .filter(isWanted)
      .map(({ sid, from, to, body, dateSent, dateCreated }) => ({
        sid,
        from,
        to,
        body: body.slice(0, MAX_SMS),
        sentAt: dateSent ?? dateCreated,
      }))
      .filter(({ sentAt }) => isWithin(sentAt, span))
      .reverse();
  };
  return {
    async startCall(call) {
      const { sid } = await asking(async () =>
        (await client()).calls.create({
          to: call.to,
          from: call.from,
          url: call.url,
          method: 'POST',
          timeout: call.ringSeconds,
          ...reportsOf(call),
        }),
      );
      return { sid: told(sid) };
    },
    async redirectCall(sid, url) {
      await asking(async () => (await client()).calls(sid).update({ url, method: 'POST' }));
    },
    async callStatus(sid) {
      const call = await asking(async () => (await client()).calls(sid).fetch()).catch((error: unknown) => {
        if (isUnknown(error)) return null;
        throw error;
      });
      return call ? (told(call.status) as LegStatus) : null;
    },
    async endCall(sid) {
      await asking(async () => (await client()).calls(sid).update({ status: 'completed' })).catch(
        ignoreEnded,
      );
    },
    async announce(ticketNumber, url) {
      // several may have borne the name, but only one of them goes on: https://www.twilio.com/docs/api/errors/16099
      const named = { friendlyName: roomOf(ticketNumber), status: 'in-progress', limit: 1 } as const;
      const [room] = await asking(async () => (await client()).conferences.list(named));
      if (!room) throw new HotlineError('not-found', 'the carrier has no conference of this ticket');
      const announced = { announceUrl: url, announceMethod: 'POST' };
      await asking(async () => (await client()).conferences(room.sid).update(announced));
    },
    async sendSms(message) {
      const { sid } = await asking(async () =>
        (await client()).messages.create({
          to: message.to,
          from: message.from,
          body: message.body,
          statusCallback: message.statusUrl,
          ...(message.validSeconds === undefined ? {} : { validityPeriod: message.validSeconds }),
        }),
      );
      return { sid: told(sid) };
    },
    async listCalls(to, { since, until }) {
      const within = { startTimeAfter: since, startTimeBefore: until };
      const calls = await asking(async () =>
        (await client()).calls.list({ to, ...within, pageSize: PAGE_SIZE }),
      );
      return calls
        .filter(({ direction }) => direction === 'inbound')
        .map((call) => ({
          sid: call.sid,
          from: call.from,
          to: call.to,
          status: call.status as LegStatus,
          startedAt: call.dateCreated ?? call.startTime,
          endedAt: call.endTime ?? null,
        }))
        .filter(({ startedAt }) => isWithin(startedAt, { since, until }))
        .reverse();
    },
    async listRecordings({ since, until }) {
      const within = { dateCreatedAfter: since, dateCreatedBefore: until };
      const recordings = await asking(async () =>
        (await client()).recordings.list({ ...within, pageSize: PAGE_SIZE }),
      );
      return recordings
        .map((recording) => ({
          sid: recording.sid,
          callSid: recording.callSid,
          ready: isReady(recording.status),
          seconds: Number(recording.duration) || 0,
          createdAt: recording.dateCreated,
        }))
        .filter(({ createdAt }) => isWithin(createdAt, { since, until }))
        .reverse();
    },
    async listMessages(to, span) {
      return messagesOf({ to }, span, ({ direction }) => direction === 'inbound');
    },
    async listSentMessages(from, span) {
      return messagesOf({ from }, span, ({ direction }) => direction !== 'inbound');
    },
    async fetchRecording(sid) {
      const [user, secret] = credentials(account);
      const { status, body, contentType, bytes } = await fetchAudio({
        base: account.baseUrl ?? TWILIO_API,
        path: `/2010-04-01/Accounts/${account.accountSid}/Recordings/${sid}.wav`,
        authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`,
        timeoutMs: AUDIO_TIMEOUT_MS,
      });
      if (status === 200 && body) return { body, contentType, bytes };
      await body?.cancel();
      throw refusedAudio(sid, status);
    },
    async forget(sid) {
      await asking(async () => keptAt(await client(), sid).remove()).catch(ignoreUnknown);
    },
  };
}

function reportsOf({ statusUrl, machineUrl }: OutgoingCall) {
  return {
    ...(statusUrl === undefined
      ? {}
      : {
          statusCallback: statusUrl,
          statusCallbackMethod: 'POST',
          statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
        }),
    // in the background: a person must not wait in silence while the carrier listens
    ...(machineUrl === undefined
      ? {}
      : {
          machineDetection: 'Enable',
          asyncAmd: 'true',
          asyncAmdStatusCallback: machineUrl,
          asyncAmdStatusCallbackMethod: 'POST',
        }),
  };
}

/** What the carrier keeps under a name, by the letters that the name begins with. */
function keptAt(client: Twilio, sid: string): { remove(): Promise<boolean> } {
  switch (sid.slice(0, 2)) {
    case 'RE':
      return client.recordings(sid);
    case 'TR':
      return client.transcriptions(sid);
    case 'CA':
      return client.calls(sid);
    default:
      return client.messages(sid);
  }
}

/** The lists may be read by the day only, so that more comes than was asked for. */
function isWithin(at: Date, { since, until }: Span): boolean {
  return at >= since && at <= until;
}

/** https://www.twilio.com/docs/voice/api/recording#recording-properties */
function isReady(status: string): boolean | null {
  if (status === 'completed') return true;
  return status === 'absent' || status === 'deleted' ? null : false;
}

/** The account's numbers and where they send what happens to them. */
export function createCarrierNumbers(account: CarrierAccount): CarrierNumbers {
  const client = createClient(account);
  return {
    async find(number) {
      const found = await asking(async () =>
        (await client()).incomingPhoneNumbers.list({ phoneNumber: number, limit: 20 }),
      );
      // the carrier also finds numbers that only contain this one
      const exact = found.find(({ phoneNumber }) => phoneNumber === number);
      if (!exact) return null;
      return {
        sid: exact.sid,
        settings: {
          voiceUrl: exact.voiceUrl ?? '',
          voiceFallbackUrl: exact.voiceFallbackUrl ?? '',
          statusCallback: exact.statusCallback ?? '',
          smsUrl: exact.smsUrl ?? '',
          voiceApplicationSid: exact.voiceApplicationSid ?? '',
          smsApplicationSid: exact.smsApplicationSid ?? '',
          trunkSid: exact.trunkSid ?? '',
        },
      };
    },
    async change(sid, settings) {
      await asking(async () =>
        (await client()).incomingPhoneNumbers(sid).update({
          ...settings,
          voiceMethod: 'POST',
          voiceFallbackMethod: 'POST',
          statusCallbackMethod: 'POST',
          smsMethod: 'POST',
        }),
      );
    },
  };
}

/** The carrier's library is loaded with the first request: it takes longer than anything else of a start, which needs none of it. */
function createClient(account: CarrierAccount): () => Promise<Twilio> {
  let opened: Promise<Twilio> | undefined;
  return () => {
    opened ??= openClient(account);
    return opened;
  };
}

async function openClient(account: CarrierAccount): Promise<Twilio> {
  const [{ default: RequestClient }, { default: Library }] = await Promise.all([
    import('twilio/lib/base/RequestClient.js'),
    import('twilio/lib/rest/Twilio.js'),
  ]);
  const [user, secret] = credentials(account);
  const timeoutMs = account.timeoutMs ?? TIMEOUT_MS;
  const httpClient = new RequestClient({ timeout: timeoutMs });
  // its own time-out begins anew with each byte, and redirects it follows none
  httpClient.axios.interceptors.request.use((request) => ({
    ...request,
    signal: AbortSignal.timeout(timeoutMs),
    maxContentLength: MAX_BYTES,
  }));
  const { baseUrl } = account;
  if (baseUrl) {
    const request = httpClient.request.bind(httpClient);
    httpClient.request = (options) => request({ ...options, uri: options.uri.replace(TWILIO_API, baseUrl) });
  }
  return new Library(user, secret, { accountSid: account.accountSid, httpClient });
}

function credentials(account: CarrierAccount): [string, string] {
  return account.apiKey
    ? [account.apiKey.sid, account.apiKey.secret]
    : [account.accountSid, account.authToken];
}

/** 21220: the call is not in progress any more, https://www.twilio.com/docs/api/errors/21220 */
const CALL_ENDED = 21220;

/** The SDK has two error classes, one of them not exported: what they share is `status` and `code`. */
interface RestFailure {
  status?: number;
  code?: number | string;
  message?: string;
}

async function asking<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (cause) {
    const { status, code, message } = cause as RestFailure;
    const said = `the carrier answered ${status ?? 'nothing'}${code === undefined ? '' : ` (${code})`}: ${message ?? ''}`;
    // "never processed and always safe to retry", https://www.twilio.com/docs/api/errors/20429
    if (status === 429) throw new HotlineError('carrier-busy', said, { cause });
    if (status !== undefined && status >= 400 && status < 500) {
      const refusal = smsFailureOf(Number(code)) === 'opted-out' ? 'opted-out' : undefined;
      const carrierCode = Number(code) || undefined;
      throw new HotlineError('carrier-refused', said, { cause, carrierCode, refusal });
    }
    throw new HotlineError('carrier-unknown-outcome', said, { cause });
  }
}

/** What an answer has to hold. Without it somebody else has answered, and nobody knows what became of the request. */
function told<T>(value: T | undefined): T {
  if (value !== undefined) return value;
  throw new HotlineError('carrier-unknown-outcome', 'the carrier answered something else than was asked');
}

function refusedAudio(sid: string, status: number): HotlineError {
  if (status === 404) return new HotlineError('not-found', `the carrier has no recording ${sid}`);
  const code = status === 429 ? 'carrier-busy' : status < 500 ? 'carrier-refused' : 'carrier-unknown-outcome';
  return new HotlineError(code, `the carrier answered ${status} to the recording ${sid}`);
}

function ignoreUnknown(error: unknown): void {
  if (!isUnknown(error)) throw error;
}

function ignoreEnded(error: unknown): void {
  if (!isUnknown(error) && causeOf(error)?.code !== CALL_ENDED) throw error;
}

function isUnknown(error: unknown): boolean {
  return causeOf(error)?.status === 404;
}

function causeOf(error: unknown): RestFailure | undefined {
  return (error as { cause?: RestFailure }).cause;
}
