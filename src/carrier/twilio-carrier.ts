import RequestClient from 'twilio/lib/base/RequestClient.js';
import Twilio from 'twilio/lib/rest/Twilio.js';
import { HotlineError } from '../errors.ts';
import type { Carrier, LegStatus } from './carrier.ts';
import type { CarrierNumbers } from './numbers.ts';

export interface TwilioAccount {
  accountSid: string;
  authToken: string;
  apiKey?: { sid: string; secret: string };
  /** another carrier or emulator that speaks Twilio's REST API, e.g. http://127.0.0.1:9100 */
  baseUrl?: string;
}

const TIMEOUT_MS = 10_000;
const TWILIO_API = 'https://api.twilio.com';

/** The carrier's REST API, the only place that speaks it. */
export function createTwilioCarrier(account: TwilioAccount): Carrier {
  const client = createClient(account);
  return {
    async startCall(call) {
      const { sid } = await asking(() =>
        client.calls.create({
          to: call.to,
          from: call.from,
          url: call.url,
          method: 'POST',
          statusCallback: call.statusUrl,
          statusCallbackMethod: 'POST',
          statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
          timeout: call.ringSeconds,
          // in the background: a person must not wait in silence while the carrier listens
          machineDetection: 'Enable',
          asyncAmd: 'true',
          asyncAmdStatusCallback: call.machineUrl,
          asyncAmdStatusCallbackMethod: 'POST',
        }),
      );
      return { sid };
    },
    async redirectCall(sid, url) {
      await asking(() => client.calls(sid).update({ url, method: 'POST' }));
    },
    async callStatus(sid) {
      const call = await asking(() => client.calls(sid).fetch()).catch((error: unknown) => {
        if (isUnknown(error)) return null;
        throw error;
      });
      return call ? (call.status as LegStatus) : null;
    },
    async endCall(sid) {
      await asking(() => client.calls(sid).update({ status: 'completed' })).catch(ignoreEnded);
    },
    async sendSms(message) {
      const { sid } = await asking(() =>
        client.messages.create({
          to: message.to,
          from: message.from,
          body: message.body,
          statusCallback: message.statusUrl,
          ...(message.validSeconds === undefined ? {} : { validityPeriod: message.validSeconds }),
        }),
      );
      return { sid };
    },
    async fetchRecording(sid) {
      const [user, secret] = credentials(account);
      const base = account.baseUrl ?? TWILIO_API;
      const url = `${base}/2010-04-01/Accounts/${account.accountSid}/Recordings/${sid}.wav`;
      const response = await fetch(url, {
        headers: { authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}` },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (!response.ok || !response.body) {
        throw new HotlineError('not-found', `the carrier has no recording ${sid} (${response.status})`);
      }
      return { body: response.body, contentType: response.headers.get('content-type') ?? 'audio/wav' };
    },
  };
}

/** The account's numbers and where they send what happens to them. */
export function createTwilioNumbers(account: TwilioAccount): CarrierNumbers {
  const client = createClient(account);
  return {
    async find(number) {
      const found = await asking(() => client.incomingPhoneNumbers.list({ phoneNumber: number, limit: 20 }));
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
      await asking(() =>
        client.incomingPhoneNumbers(sid).update({
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

function createClient(account: TwilioAccount) {
  const [user, secret] = credentials(account);
  const httpClient = new RequestClient({ timeout: TIMEOUT_MS });
  const { baseUrl } = account;
  if (baseUrl) {
    const request = httpClient.request.bind(httpClient);
    httpClient.request = (options) => request({ ...options, uri: options.uri.replace(TWILIO_API, baseUrl) });
  }
  return new Twilio(user, secret, { accountSid: account.accountSid, httpClient });
}

function credentials(account: TwilioAccount): [string, string] {
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
      throw new HotlineError('carrier-refused', said, { cause, carrierCode: Number(code) || undefined });
    }
    throw new HotlineError('carrier-unknown-outcome', said, { cause });
  }
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
