import { z } from 'zod';
import type { Retention } from '../domain/privacy/retention.ts';
import { HotlineError } from '../platform/errors.ts';
import { ACCESS, type AccessConfig, accessOf, KEY_NEEDED } from './config/access.ts';
import type { Area, Environment } from './config/area.ts';
import { CONTENT, type ContentConfig, contentOf } from './config/content.ts';
import { EVIDENCE, type EvidenceConfig, evidenceOf } from './config/evidence.ts';
import { findConflicts, findFaults } from './config/find-faults.ts';
import { HEARTBEAT, type HeartbeatConfig, heartbeatOf } from './config/heartbeat.ts';
import { LISTENING, type ListeningConfig, listeningOf } from './config/listening.ts';
import { MAIL, type MailConfig, mailOf } from './config/mail.ts';
import { PROCESS, type ProcessConfig, processOf } from './config/process.ts';
import { PUSH, type PushConfig, pushOf } from './config/push.ts';
import {
  DATABASE_ALONE,
  type DatabaseConfig,
  databaseOf,
  RECORD,
  type RecordConfig,
  recordOf,
} from './config/record.ts';
import { RECORDINGS, type RecordingsConfig, recordingsOf } from './config/recordings.ts';
import { RETENTION, retentionOf } from './config/retention.ts';
import { withSecretFiles } from './config/secret-files.ts';
import { ensureSecretKey } from './config/secret-key.ts';
import { SINGLE_SIGN_ON, type SingleSignOnConfig, singleSignOnOf } from './config/single-sign-on.ts';
import { TELEPHONY, type TelephonyConfig, telephonyOf } from './config/telephony.ts';

export type { Environment } from './config/area.ts';

/** All the service is told from outside, checked and with its defaults. */
export interface Config
  extends ListeningConfig,
    RecordConfig,
    TelephonyConfig,
    RecordingsConfig,
    ContentConfig,
    AccessConfig,
    HeartbeatConfig,
    PushConfig,
    MailConfig,
    EvidenceConfig,
    ProcessConfig {
  secretKey: string;
  /** how long each class of data is kept */
  retention: Retention;
  /** Undefined: users have passwords only. */
  singleSignOn: SingleSignOnConfig | undefined;
  mode: {
    embedded: boolean;
    /** the simulated carrier, whose phones are a page */
    practice: boolean;
    queue: 'redis' | 'postgres';
  };
}

/** The same for work that opens and seals nothing. */
export type ConfigWithoutKey = Omit<Config, 'secretKey' | 'secretKeyPrevious'>;

const AREAS: readonly Area[] = [
  LISTENING,
  RECORD,
  TELEPHONY,
  RECORDINGS,
  RETENTION,
  CONTENT,
  ACCESS,
  SINGLE_SIGN_ON,
  HEARTBEAT,
  PUSH,
  MAIL,
  EVIDENCE,
  PROCESS,
];

const variables = z.object({
  ...LISTENING.variables,
  ...RECORD.variables,
  ...TELEPHONY.variables,
  ...RECORDINGS.variables,
  ...RETENTION.variables,
  ...CONTENT.variables,
  ...ACCESS.variables,
  ...SINGLE_SIGN_ON.variables,
  ...HEARTBEAT.variables,
  ...PUSH.variables,
  ...MAIL.variables,
  ...EVIDENCE.variables,
  ...PROCESS.variables,
});

/** The names of all variables that are read. */
export const VARIABLE_NAMES: readonly string[] = Object.keys(variables.shape);

/**
 * Reads the whole configuration. With the embedded default it also makes the secret key, once, under DATA_DIR.
 * @param env the environment; an empty value counts as missing
 * @throws HotlineError `bad-configuration` that names every bad value, what was read and what is allowed
 */
export function readConfig(env: Environment): Config {
  const read = readAreas([...AREAS, KEY_NEEDED], variables, env);
  const config = build(read);
  return { ...config, secretKey: read.SECRET_KEY ?? ensureSecretKey(config.dataDir) };
}

/**
 * Reads all but the secret key, for commands that do without: they ask for none, and leave none behind.
 * @throws HotlineError `bad-configuration`, as at the start of the service
 */
export function readConfigWithoutKey(env: Environment): ConfigWithoutKey {
  return build(readAreas(AREAS, variables, env));
}

/**
 * Reads where the database is, for commands that work on it and on nothing else: they ask for no secret that they do not use,
 * and leave none behind.
 * @throws HotlineError `bad-configuration`, as at the start of the service
 */
export function readDatabaseConfig(env: Environment): DatabaseConfig {
  return databaseOf(readAreas([DATABASE_ALONE], z.object(DATABASE_ALONE.variables), env));
}

function readAreas<Of extends z.ZodObject>(
  areas: readonly Area[],
  schema: Of,
  env: Environment,
): z.output<Of> {
  const fromFiles = areas.flatMap(({ secrets = [], urlsWithSecrets = [] }) => [
    ...secrets,
    ...urlsWithSecrets,
  ]);
  const { values, faults: fileFaults } = withSecretFiles(env, fromFiles);
  const result = schema.safeParse(values);
  const faults = [
    ...fileFaults,
    ...findFaults(areas, values, result.error?.issues ?? []),
    ...(fileFaults.length === 0 ? findConflicts(areas, values) : []),
  ];
  if (!result.success || faults.length > 0) {
    throw new HotlineError('bad-configuration', `The configuration is refused:\n  ${faults.join('\n  ')}`, {
      remedy: 'Correct these environment variables; the README lists them all.',
    });
  }
  return result.data;
}

function build(read: z.output<typeof variables>): Omit<Config, 'secretKey'> {
  const record = recordOf(read);
  const telephony = telephonyOf(read);
  const embedded = record.databaseUrl === undefined;
  const wantsPractice = read.PRACTICE === undefined ? embedded : read.PRACTICE === '1';
  const listening = listeningOf(read, embedded);
  return {
    ...listening,
    ...pushOf(read, listening.publicUrl),
    ...record,
    ...telephony,
    ...recordingsOf(read),
    ...contentOf(read),
    ...accessOf(read),
    ...heartbeatOf(read),
    ...mailOf(read),
    ...evidenceOf(read),
    ...processOf(read),
    retention: retentionOf(read),
    singleSignOn: singleSignOnOf(read),
    mode: {
      embedded,
      practice: telephony.carrier === undefined && wantsPractice,
      queue: record.redisUrl === undefined ? 'postgres' : 'redis',
    },
  };
}
