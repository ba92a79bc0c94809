import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { Duration } from 'luxon';
import { z } from 'zod';
import type { UnverifiedLimits } from '../domain/calls/hotline.ts';
import { type Retention, readPeriod } from '../domain/privacy/retention.ts';
import type { Bucket } from '../domain/recordings/storage.ts';
import { isRole, ROLES, type Role } from '../domain/users/user.ts';
import { readDatabaseAddress } from '../platform/db/database-address.ts';
import { HotlineError } from '../platform/errors.ts';
import { REDIS_ADDRESSES, readRedisAddress } from '../platform/queue/redis-address.ts';
import { weaknessOf } from '../platform/weak-secret.ts';
import { withSecretFiles } from './secret-files.ts';
import { ensureSecretKey } from './secret-key.ts';

/** All the service is told from outside, checked and with its defaults. */
export interface Config {
  port: number;
  host: string;
  /** Where the figures for Prometheus are; what somebody has chosen and cannot be had stops the start. */
  metrics: { port: number; host: string; chosen: { port: boolean; host: boolean } };
  /** What the carrier calls; without a slash at its end. */
  publicUrl: string;
  /** Undefined: the embedded PostgreSQL under `dataDir`. */
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
  /** Absolute. */
  dataDir: string;
  /** Undefined: the practice line. */
  carrier: CarrierConfig | undefined;
  /** E.164; the caller ID of pages, callbacks and messages. */
  hotlineNumber: string;
  /** Undefined: recordings are kept under `dataDir`. */
  recordingsBucket: Bucket | undefined;
  /** how long each class of data is kept */
  retention: Retention;
  /** Undefined: the shipped sample. */
  directoryFile: string | undefined;
  /** Undefined: the shipped ones. Absolute. */
  flowsDir: string | undefined;
  /** Undefined: only tokens made by `hotline token add` are taken. */
  apiToken: string | undefined;
  secretKey: string;
  /** The key of before, while what is under it is brought under the new one. */
  secretKeyPrevious: string | undefined;
  /** Whose word about where a request comes from is taken: a number of proxies, or their networks. */
  trustedProxies: number | string[];
  /** How many requests a minute are taken from one source. */
  limits: { apiRequests: number; apiRefusals: number; signIns: number };
  /** Undefined: users have passwords only. */
  singleSignOn: SingleSignOnConfig | undefined;
  /** Users of these roles who sign in with a password need a second factor. */
  requireTwoFactor: readonly Role[];
  role: 'all' | 'web' | 'worker';
  /** A worker listens, for its health only, if it is given a port. */
  listens: boolean;
  /** For how long it says that it stops before it takes no more requests. */
  drainMs: number;
  /** After so long an event loop that stands ends the process; 0: never. */
  standstillMs: number;
  logLevel: string;
  /** Told every minute that all is well; who is told there raises the alarm when it stays away. Undefined: nobody is told. */
  heartbeatUrl: string | undefined;
  /** Whether a webhook has to get through from PUBLIC_URL for that. */
  heartbeatThroughPublicUrl: boolean;
  /** Who writes down what recordings say; undefined: nobody. */
  transcribe: { by: 'carrier' } | { by: 'command'; command: readonly string[] } | undefined;
  /** Static TwiML that the carrier asks for when we are down; undefined: our own fallback address. */
  lifeboatUrl: string | undefined;
  /** Where a customer reads how to update the databases; sent by SMS. */
  updateGuideUrl: string | undefined;
  /** How many calls a second the carrier takes; Twilio's default is one. */
  callsPerSecond: number;
  /** How many texts a second it takes; a long code is let send one. */
  messagesPerSecond: number;
  /** How many tickets of callers who cannot say who they are are taken one by one. */
  unverified: UnverifiedLimits;
  mode: {
    embedded: boolean;
    /** the simulated carrier, whose phones are a page */
    practice: boolean;
    queue: 'redis' | 'postgres';
  };
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

/** The company's identity provider, by OpenID Connect. */
export interface SingleSignOnConfig {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What the button says. */
  name: string;
  scopes: string;
  /** The claim that tells what somebody is; dots lead into it: `realm_access.roles`. */
  roleClaim: string;
  /** What its values mean; the first that fits counts. */
  roles: readonly { value: string; role: Role }[];
}

/**
 * Whether somebody's real phone may ring: an emulator speaks plain http, or listens on this machine, and no carrier does.
 */
export function isRealCarrier({ apiBaseUrl }: CarrierConfig): boolean {
  if (apiBaseUrl === undefined) return true;
  const { protocol, hostname } = new URL(apiBaseUrl);
  return protocol === 'https:' && !/^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname);
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The number of the practice line, where no real one is given. */
const PRACTICE_NUMBER = '+493023125999';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** A value with what is allowed, said in the words of the README. */
const matching = (pattern: RegExp, allowed: string) => z.string(allowed).regex(pattern, allowed);
/** @param rest how many different characters beside placeholders */
const strong = (secret: z.ZodString, rest: number) =>
  secret.superRefine((value, context) => {
    const weakness = weaknessOf(value, rest);
    if (weakness !== null)
      context.addIssue({ code: 'custom', message: `${weakness}; "openssl rand -base64 32" makes one` });
  });
const url = (protocol: RegExp, allowed: string) => z.url({ protocol, error: allowed });
const anyText = z.string();

const ROLE_LIST = `all, or some of ${ROLES.join(', ')}`;
const roleList = z.string().transform((value, context): readonly Role[] => {
  if (value.trim() === 'all') return ROLES;
  const names = value.split(',').map((name) => name.trim());
  const roles = ROLES.filter((role) => names.includes(role));
  if (roles.length < new Set(names).size) context.addIssue({ code: 'custom', message: ROLE_LIST });
  return roles;
});

/** The database itself refuses to forget sooner what users have done. */
const SHORTEST_AUDIT = Duration.fromISO('P1Y');

/** How long data is kept. */
function period(usual: string, shortest = Duration.fromISO('P1D')) {
  const allowed = `none, or an ISO duration of at least ${shortest.toISO()}, such as ${usual}`;
  return z
    .string(allowed)
    .transform((text, context) => {
      const read = readPeriod(text);
      if (read !== undefined && (read === null || read.toMillis() >= shortest.toMillis())) return read;
      context.addIssue({ code: 'custom', message: allowed });
      return z.NEVER;
    })
    .prefault(usual);
}
const perMinute = (usual: number) =>
  matching(/^(?!0+$)\d{1,6}$/, 'a whole number from 1')
    .transform(Number)
    .default(usual);

const PROXIES = 'a number of proxies, or a list of addresses and networks such as 10.0.0.0/8, loopback';
const proxies = anyText
  .transform((text) => (/^\d+$/.test(text) ? Number(text) : text.split(',').map((entry) => entry.trim())))
  .refine((read) => typeof read === 'number' || read.every(isNetwork), PROXIES);

/** Values may be distinguished names, with commas and equals signs in them. */
const ROLE_MAP = `a list such as hotline-admins=administrator; support=supervisor, of ${ROLES.join(', ')}`;
const roleMap = z.string().transform((text, context): SingleSignOnConfig['roles'] =>
  text.split(';').map((entry) => {
    const [, value = '', role = ''] = /^\s*(.+?)\s*=\s*(\w+)\s*$/.exec(entry) ?? [];
    if (value !== '' && isRole(role)) return { value, role };
    context.addIssue({ code: 'custom', message: ROLE_MAP });
    return z.NEVER;
  }),
);

const ISSUER = 'the https URL of the identity provider, without query; http on this machine only';
const issuer = url(/^https?$/, ISSUER).refine((value) => {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, search, hash } = new URL(value);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return search === '' && hash === '' && (protocol === 'https:' || isHere);
}, ISSUER);

const DATABASE =
  'postgres://user:password@host:5432/database, with one host: a name that follows the primary';
const databaseUrl = anyText.transform((text, context) => {
  const read = readDatabaseAddress(text);
  if (read !== null) return read;
  context.addIssue({ code: 'custom', message: DATABASE });
  return z.NEVER;
});

const PORT = 'a port, 0 to 65535';
const port = matching(/^\d{1,5}$/, PORT)
  .transform(Number)
  .refine((read) => read <= 65_535, PORT);
/** Brackets belong to addresses with a port behind them; here they are only left off. */
const host = matching(/^\S+$/, 'an address or a host name').transform((read) =>
  read.replace(/^\[(.*)\]$/, '$1'),
);

const perSecond = matching(/^(?!0+$)\d{1,4}$/, 'a whole number from 1')
  .transform(Number)
  .default(1);

const variables = z.object({
  PORT: port.optional(),
  HOST: host.optional(),
  METRICS_PORT: port.optional(),
  METRICS_HOST: host.optional(),
  PUBLIC_URL: url(/^https?$/, 'an http or https URL without query')
    .refine((value) => !/[?#]/.test(value), 'an http or https URL without query')
    .transform(withoutSlash)
    .optional(),
  DATABASE_URL: databaseUrl.optional(),
  REDIS_URL: anyText.refine((value) => readRedisAddress(value) !== null, REDIS_ADDRESSES).optional(),
  DATA_DIR: anyText.default('./data'),
  TWILIO_ACCOUNT_SID: matching(/^AC\w+$/, 'the account SID, AC and 32 characters').optional(),
  TWILIO_AUTH_TOKEN: anyText.optional(),
  TWILIO_AUTH_TOKEN_SECONDARY: anyText.optional(),
  TWILIO_API_KEY_SID: matching(/^SK\w+$/, 'the SID of an API key, SK and 32 characters').optional(),
  TWILIO_API_KEY_SECRET: anyText.optional(),
  TWILIO_API_BASE_URL: url(/^https?$/, 'an http or https URL')
    .transform(withoutSlash)
    .optional(),
  HOTLINE_NUMBER: matching(/^\+[1-9]\d{6,14}$/, 'a number in E.164, such as +493023125000').optional(),
  RECORDINGS_BUCKET: matching(
    /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[\w.-]+)*\/?$/,
    's3://bucket or s3://bucket/prefix',
  ).optional(),
  S3_ENDPOINT: url(/^https?$/, 'an http or https URL')
    .transform(withoutSlash)
    .optional(),
  S3_REGION: matching(/^[a-z0-9-]+$/, 'the name of a region, such as eu-central-1').optional(),
  S3_ACCESS_KEY_ID: anyText.optional(),
  S3_SECRET_ACCESS_KEY: anyText.optional(),
  RETENTION_RECORDINGS: period('P90D'),
  RETENTION_MESSAGES: period('P180D'),
  RETENTION_CALLS: period('P2Y'),
  RETENTION_TICKETS: period('P3Y'),
  RETENTION_AUDIT: period('P3Y', SHORTEST_AUDIT),
  DIRECTORY_FILE: anyText.optional(),
  FLOWS_DIR: anyText.optional(),
  API_TOKEN: strong(matching(/^\S{8,}$/, 'at least 8 characters without spaces'), 3).optional(),
  SECRET_KEY: strong(
    matching(/^.{16,}$/s, 'at least 16 characters; "openssl rand -base64 32" makes one'),
    3,
  ).optional(),
  SECRET_KEY_PREVIOUS: matching(/^.{16,}$/s, 'the SECRET_KEY of before, at least 16 characters').optional(),
  TRUSTED_PROXIES: proxies.default(0),
  API_REQUESTS_PER_MINUTE: perMinute(1_200),
  API_REFUSALS_PER_MINUTE: perMinute(30),
  SIGN_INS_PER_MINUTE: perMinute(60),
  OIDC_ISSUER: issuer.optional(),
  OIDC_CLIENT_ID: anyText.optional(),
  OIDC_CLIENT_SECRET: anyText.optional(),
  OIDC_NAME: anyText.optional(),
  OIDC_SCOPES: matching(
    /^(.* )?openid( .*)?$/,
    'scopes with spaces between them, openid among them',
  ).optional(),
  OIDC_ROLE_CLAIM: matching(/^\S+$/, 'the name of a claim').optional(),
  OIDC_ROLES: roleMap.optional(),
  REQUIRE_TWO_FACTOR: roleList.optional(),
  ROLE: z.enum(['all', 'web', 'worker'], 'all, web or worker').default('all'),
  HEARTBEAT_URL: url(/^https?$/, 'an http or https URL').optional(),
  HEARTBEAT_THROUGH_PUBLIC_URL: matching(/^[01]$/, '1, or 0 where workers cannot reach PUBLIC_URL').default(
    '1',
  ),
  LIFEBOAT_URL: url(/^https?$/, 'an http or https URL').optional(),
  UPDATE_GUIDE_URL: url(/^https?$/, 'an http or https URL').optional(),
  PRACTICE: matching(/^[01]$/, '1 for the practice line, 0 without').optional(),
  CALLS_PER_SECOND: perSecond,
  MESSAGES_PER_SECOND: perSecond,
  UNVERIFIED_PER_HOUR: matching(/^(?!0+$)\d{1,4}$/, 'a whole number from 1')
    .transform(Number)
    .default(10),
  UNVERIFIED_WITHHELD: matching(/^(?!0+$)\d{1,3}$/, 'a whole number from 1')
    .transform(Number)
    .default(5),
  DRAIN_SECONDS: matching(/^\d{1,3}$/, 'whole seconds, 0 to 999')
    .transform(Number)
    .default(0),
  STANDSTILL_SECONDS: matching(/^(0|[2-9]|\d{2,3})$/, 'whole seconds, 2 to 999, or 0 for never')
    .transform(Number)
    .default(10),
  TRANSCRIBE: z.enum(['carrier', 'off'], 'carrier or off').default('off'),
  TRANSCRIBE_COMMAND: matching(/\S/, 'a program and its arguments').optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, LOG_LEVELS.join(', ')).default('info'),
});

type Variables = z.output<typeof variables>;
type Name = keyof typeof variables.shape;

/** Never shown, and may be given as a file: `API_TOKEN_FILE=/run/secrets/api-token`. */
const SECRETS = [
  'TWILIO_AUTH_TOKEN',
  'TWILIO_AUTH_TOKEN_SECONDARY',
  'TWILIO_API_KEY_SECRET',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
  'API_TOKEN',
  'SECRET_KEY',
  'SECRET_KEY_PREVIOUS',
  'HEARTBEAT_URL',
  'OIDC_CLIENT_SECRET',
] as const;
/** Shown without user and password, and may be given as a file, too. */
const URLS_WITH_SECRETS = ['DATABASE_URL', 'REDIS_URL'] as const;

/**
 * Reads the whole configuration. With the embedded default it also makes the secret key, once, under DATA_DIR.
 * @param env the environment; an empty value counts as missing
 * @throws HotlineError `bad-configuration` that names every bad value, what was read and what is allowed
 */
export function readConfig(env: Environment): Config {
  const { values, faults: fileFaults } = withSecretFiles(env, [...SECRETS, ...URLS_WITH_SECRETS]);
  const result = variables.safeParse(values);
  const faults = [
    ...fileFaults,
    ...(result.error?.issues ?? []).map((issue) => describe(issue, values)),
    ...contradictions(values),
  ];
  if (!result.success || faults.length > 0) {
    throw new HotlineError('bad-configuration', `The configuration is refused:\n  ${faults.join('\n  ')}`, {
      remedy: 'Correct these environment variables; the README lists them all.',
    });
  }
  return build(result.data);
}

/** Where OpenTelemetry's exporter for Prometheus listens, too. */
const METRICS_PORT = 9464;
const LOOPBACK = '127.0.0.1';

function build(read: Variables): Config {
  const port = read.PORT ?? 8080;
  const embedded = read.DATABASE_URL === undefined;
  const dataDir = resolve(read.DATA_DIR);
  const carrier = carrierOf(read);
  return {
    port,
    host: read.HOST ?? (embedded ? LOOPBACK : '0.0.0.0'),
    metrics: {
      port: read.METRICS_PORT ?? METRICS_PORT,
      host: read.METRICS_HOST ?? LOOPBACK,
      chosen: { port: read.METRICS_PORT !== undefined, host: read.METRICS_HOST !== undefined },
    },
    publicUrl: read.PUBLIC_URL ?? `http://localhost:${port}`,
    databaseUrl: read.DATABASE_URL,
    redisUrl: read.REDIS_URL,
    dataDir,
    carrier,
    hotlineNumber: read.HOTLINE_NUMBER ?? PRACTICE_NUMBER,
    recordingsBucket: bucketOf(read),
    retention: {
      recordings: read.RETENTION_RECORDINGS,
      messages: read.RETENTION_MESSAGES,
      calls: read.RETENTION_CALLS,
      tickets: read.RETENTION_TICKETS,
      audit: read.RETENTION_AUDIT,
    },
    directoryFile: read.DIRECTORY_FILE === undefined ? undefined : resolve(read.DIRECTORY_FILE),
    flowsDir: read.FLOWS_DIR === undefined ? undefined : resolve(read.FLOWS_DIR),
    apiToken: read.API_TOKEN,
    secretKey: read.SECRET_KEY ?? ensureSecretKey(dataDir),
    secretKeyPrevious: read.SECRET_KEY_PREVIOUS,
    trustedProxies: read.TRUSTED_PROXIES,
    limits: {
      apiRequests: read.API_REQUESTS_PER_MINUTE,
      apiRefusals: read.API_REFUSALS_PER_MINUTE,
      signIns: read.SIGN_INS_PER_MINUTE,
    },
    singleSignOn: singleSignOnOf(read),
    requireTwoFactor: read.REQUIRE_TWO_FACTOR ?? [],
    role: read.ROLE,
    listens: read.ROLE !== 'worker' || read.PORT !== undefined,
    drainMs: read.DRAIN_SECONDS * 1_000,
    standstillMs: read.STANDSTILL_SECONDS * 1_000,
    logLevel: read.LOG_LEVEL,
    heartbeatUrl: read.HEARTBEAT_URL,
    heartbeatThroughPublicUrl: read.HEARTBEAT_THROUGH_PUBLIC_URL === '1',
    transcribe: transcribeOf(read),
    lifeboatUrl: read.LIFEBOAT_URL,
    updateGuideUrl: read.UPDATE_GUIDE_URL,
    callsPerSecond: read.CALLS_PER_SECOND,
    messagesPerSecond: read.MESSAGES_PER_SECOND,
    unverified: { perHour: read.UNVERIFIED_PER_HOUR, withheld: read.UNVERIFIED_WITHHELD },
    mode: {
      embedded,
      practice: carrier === undefined && (read.PRACTICE === undefined ? embedded : read.PRACTICE === '1'),
      queue: read.REDIS_URL === undefined ? 'postgres' : 'redis',
    },
  };
}

function carrierOf(read: Variables): CarrierConfig | undefined {
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

/** What an S3-compatible storage of one's own calls its region, mostly. */
const USUAL_REGION = 'us-east-1';

function bucketOf(read: Variables): Bucket | undefined {
  if (read.RECORDINGS_BUCKET === undefined) return undefined;
  const [bucket = '', ...prefix] = withoutSlash(read.RECORDINGS_BUCKET.slice('s3://'.length)).split('/');
  const { S3_ENDPOINT: endpoint, S3_ACCESS_KEY_ID: id, S3_SECRET_ACCESS_KEY: secret } = read;
  return {
    bucket,
    prefix: prefix.map((part) => `${part}/`).join(''),
    endpoint,
    region: read.S3_REGION ?? (endpoint === undefined ? undefined : USUAL_REGION),
    key: id !== undefined && secret !== undefined ? { id, secret } : undefined,
  };
}

/** The words of the command are parted by spaces; there is no shell that would read quotes. */
function transcribeOf({ TRANSCRIBE: by, TRANSCRIBE_COMMAND: command }: Variables): Config['transcribe'] {
  if (command !== undefined) return { by: 'command', command: command.trim().split(/\s+/) };
  return by === 'carrier' ? { by } : undefined;
}

function singleSignOnOf(read: Variables): SingleSignOnConfig | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = read;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  return {
    issuer,
    clientId,
    clientSecret,
    name: read.OIDC_NAME ?? new URL(issuer).hostname,
    scopes: read.OIDC_SCOPES ?? 'openid profile email',
    roleClaim: read.OIDC_ROLE_CLAIM ?? 'groups',
    roles: read.OIDC_ROLES ?? [],
  };
}

/** Which variables a set one cannot be without. */
const NEEDS: Partial<Record<Name, Name[]>> = {
  TWILIO_ACCOUNT_SID: ['TWILIO_AUTH_TOKEN', 'HOTLINE_NUMBER'],
  TWILIO_AUTH_TOKEN: ['TWILIO_ACCOUNT_SID'],
  TWILIO_AUTH_TOKEN_SECONDARY: ['TWILIO_AUTH_TOKEN'],
  TWILIO_API_KEY_SID: ['TWILIO_API_KEY_SECRET', 'TWILIO_ACCOUNT_SID'],
  TWILIO_API_KEY_SECRET: ['TWILIO_API_KEY_SID', 'TWILIO_ACCOUNT_SID'],
  TWILIO_API_BASE_URL: ['TWILIO_ACCOUNT_SID'],
  DATABASE_URL: ['SECRET_KEY'],
  SECRET_KEY_PREVIOUS: ['SECRET_KEY'],
  S3_ENDPOINT: ['RECORDINGS_BUCKET'],
  S3_REGION: ['RECORDINGS_BUCKET'],
  S3_ACCESS_KEY_ID: ['S3_SECRET_ACCESS_KEY', 'RECORDINGS_BUCKET'],
  S3_SECRET_ACCESS_KEY: ['S3_ACCESS_KEY_ID', 'RECORDINGS_BUCKET'],
  OIDC_ISSUER: ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ROLES'],
  OIDC_CLIENT_ID: ['OIDC_ISSUER'],
  OIDC_CLIENT_SECRET: ['OIDC_ISSUER'],
  OIDC_NAME: ['OIDC_ISSUER'],
  OIDC_SCOPES: ['OIDC_ISSUER'],
  OIDC_ROLE_CLAIM: ['OIDC_ISSUER'],
  OIDC_ROLES: ['OIDC_ISSUER'],
};

/** What is wrong with values that are right one by one. */
function contradictions(values: Environment): string[] {
  const missing = new Map<Name, string>();
  for (const [name, needs] of Object.entries(NEEDS)) {
    if (values[name] === undefined) continue;
    for (const need of needs) if (values[need] === undefined) missing.set(need, name);
  }
  const faults = [...missing].map(([need, name]) => `${need}: missing, but needed since ${name} is set`);
  const role = values.ROLE;
  if ((role === 'web' || role === 'worker') && values.DATABASE_URL === undefined) {
    faults.push(
      `ROLE: read "${role}", but the embedded database is for one process; allowed: all, or set DATABASE_URL`,
    );
  }
  if (values.TRANSCRIBE === 'carrier' && values.TRANSCRIBE_COMMAND !== undefined) {
    faults.push('TRANSCRIBE: read "carrier", but TRANSCRIBE_COMMAND is set as well; allowed: one of them');
  }
  return faults;
}

function describe(issue: z.core.$ZodIssue, values: Environment): string {
  const name = String(issue.path[0]);
  return `${name}: read ${show(name, values[name] ?? '')}; allowed: ${issue.message}`;
}

function show(name: string, value: string): string {
  if ((SECRETS as readonly string[]).includes(name)) return `${value.length} characters (hidden)`;
  if ((URLS_WITH_SECRETS as readonly string[]).includes(name)) {
    return `"${value.replace(/^(\w+:\/\/)?.*@/s, '$1…@')}"`;
  }
  return `"${value}"`;
}

/** An address, a network, or one of the names that Express gives to those of this machine and house. */
function isNetwork(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...more] = text.split('/');
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest);
  return longest > 0 && fits && more.length === 0;
}

function withoutSlash(value: string): string {
  return value.replace(/\/+$/, '');
}
