import type { Hotline, UnverifiedLimits } from '../../domain/calls/hotline.ts';
import type { DrillLine } from '../../domain/drill/drill.ts';
import type { Area, ValuesOf } from './area.ts';
import { bare, base, between, fromOne, matching, url } from './rules.ts';

/** By whom calls and texts come and go, and how many. */
export interface TelephonyConfig {
  /** what the engineers of the practice line's sample speak; undefined: as the sample says */
  practiceLanguage: string | undefined;
  /** Undefined: the practice line. */
  carrier: CarrierConfig | undefined;
  /** E.164; the caller ID of pages, callbacks and messages. */
  hotlineNumber: string;
  /** Static TwiML that the carrier asks for when we are down; undefined: our own fallback address. */
  lifeboatUrl: string | undefined;
  /** How many calls a second the carrier takes; Twilio's default is one. */
  callsPerSecond: number;
  /** How many texts a second it takes; a long code is let send one. */
  messagesPerSecond: number;
  /** From which number of the account, and how often, the hotline calls itself; undefined: it does not. */
  drills: DrillLine | undefined;
  /** How many tickets of callers who cannot say who they are are taken one by one. */
  unverified: UnverifiedLimits;
}

export interface CarrierConfig {
  accountSid: string;
  /** Also the key that webhooks are signed with. */
  authToken: string;
  /** While tokens are being rotated: webhooks signed with this one are the carrier's, too. */
  secondaryAuthToken: string | undefined;
  /** Used for REST instead of the auth token when given. */
  apiKey: { sid: string; secret: string } | undefined;
  /** Undefined: Twilio's own. */
  apiBaseUrl: string | undefined;
}

/**
 * Whether somebody's real phone may ring: an emulator speaks plain http, or listens on this machine, and no carrier does.
 */
export function isRealCarrier({ apiBaseUrl }: CarrierConfig): boolean {
  if (apiBaseUrl === undefined) return true;
  const { protocol, hostname } = new URL(apiBaseUrl);
  return protocol === 'https:' && !/^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname);
}

/** The number of the practice line, where no real one is given. */
const PRACTICE_NUMBER = '+493023125999';

const number = matching(/^\+[1-9]\d{6,14}$/, 'a number in E.164, such as +493023125000');

export const TELEPHONY = {
  variables: {
    TWILIO_ACCOUNT_SID: matching(/^AC\w+$/, 'the account SID, AC and 32 characters').optional(),
    TWILIO_AUTH_TOKEN: bare.optional(),
    TWILIO_AUTH_TOKEN_SECONDARY: bare.optional(),
    TWILIO_API_KEY_SID: matching(/^SK\w+$/, 'the SID of an API key, SK and 32 characters').optional(),
    TWILIO_API_KEY_SECRET: bare.optional(),
    TWILIO_API_BASE_URL: base('an http or https URL').optional(),
    HOTLINE_NUMBER: number.optional(),
    DRILL_NUMBER: number.optional(),
    DRILL_MINUTES: between(5, 1_440, 60),
    LIFEBOAT_URL: url('an http or https URL').optional(),
    PRACTICE: matching(/^[01]$/, '1 for the practice line, 0 without').optional(),
    PRACTICE_LANGUAGE: matching(/^[a-z]{2}$/, 'a language of the prompts, such as en').optional(),
    CALLS_PER_SECOND: fromOne(4, 1),
    MESSAGES_PER_SECOND: fromOne(4, 1),
    UNVERIFIED_PER_HOUR: fromOne(4, 10),
    UNVERIFIED_WITHHELD: fromOne(3, 5),
  },
  needs: {
    TWILIO_ACCOUNT_SID: ['TWILIO_AUTH_TOKEN', 'HOTLINE_NUMBER'],
    TWILIO_AUTH_TOKEN: ['TWILIO_ACCOUNT_SID'],
    TWILIO_AUTH_TOKEN_SECONDARY: ['TWILIO_AUTH_TOKEN'],
    TWILIO_API_KEY_SID: ['TWILIO_API_KEY_SECRET', 'TWILIO_ACCOUNT_SID'],
    TWILIO_API_KEY_SECRET: ['TWILIO_API_KEY_SID', 'TWILIO_ACCOUNT_SID'],
    TWILIO_API_BASE_URL: ['TWILIO_ACCOUNT_SID'],
    DRILL_MINUTES: ['DRILL_NUMBER'],
  },
  contradictions({ DRILL_NUMBER: drill, HOTLINE_NUMBER = PRACTICE_NUMBER }) {
    if (drill !== HOTLINE_NUMBER) return [];
    return [
      `DRILL_NUMBER: read "${drill}", the hotline's own; allowed: another number of the account, that nobody calls from`,
    ];
  },
  secrets: ['TWILIO_AUTH_TOKEN', 'TWILIO_AUTH_TOKEN_SECONDARY', 'TWILIO_API_KEY_SECRET'],
} satisfies Area;

type Values = ValuesOf<typeof TELEPHONY>;

export function telephonyOf(read: Values): TelephonyConfig {
  return {
    carrier: carrierOf(read),
    practiceLanguage: read.PRACTICE_LANGUAGE,
    hotlineNumber: read.HOTLINE_NUMBER ?? PRACTICE_NUMBER,
    lifeboatUrl: read.LIFEBOAT_URL,
    callsPerSecond: read.CALLS_PER_SECOND,
    messagesPerSecond: read.MESSAGES_PER_SECOND,
    drills:
      read.DRILL_NUMBER === undefined
        ? undefined
        : { number: read.DRILL_NUMBER, everyMs: read.DRILL_MINUTES * 60_000 },
    unverified: { perHour: read.UNVERIFIED_PER_HOUR, withheld: read.UNVERIFIED_WITHHELD },
  };
}

/** The numbers that are the hotline's, and nobody's. */
export function ownNumbersOf({
  hotlineNumber,
  drills,
}: Pick<TelephonyConfig, 'hotlineNumber' | 'drills'>): Pick<Hotline, 'number' | 'drillNumber'> {
  return { number: hotlineNumber, drillNumber: drills?.number };
}

function carrierOf(read: Values): CarrierConfig | undefined {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = read;
  if (accountSid === undefined || authToken === undefined) return undefined;
  const { TWILIO_API_KEY_SID: sid, TWILIO_API_KEY_SECRET: secret } = read;
  return {
    accountSid,
    authToken,
    secondaryAuthToken: read.TWILIO_AUTH_TOKEN_SECONDARY,
    apiKey: sid !== undefined && secret !== undefined ? { sid, secret } : undefined,
    apiBaseUrl: read.TWILIO_API_BASE_URL,
  };
}
