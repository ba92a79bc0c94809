import { z } from 'zod';
import type { Bucket } from '../../domain/recordings/storage.ts';
import type { Area, ValuesOf } from './area.ts';
import { bare, base, matching, withoutSlash } from './rules.ts';

/** Where recordings are kept, and who writes down what they say. */
export interface RecordingsConfig {
  /** Undefined: recordings are kept under `dataDir`. */
  recordingsBucket: Bucket | undefined;
  /** Who writes down what recordings say; undefined: nobody. */
  transcribe: { by: 'carrier' } | { by: 'command'; command: readonly string[] } | undefined;
}

export const RECORDINGS = {
  variables: {
    RECORDINGS_BUCKET: matching(
      /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[\w.-]+)*\/?$/,
      's3://bucket or s3://bucket/prefix',
    ).optional(),
    S3_ENDPOINT: base('an http or https URL').optional(),
    S3_REGION: matching(/^[a-z0-9-]+$/, 'the name of a region, such as eu-central-1').optional(),
    S3_ACCESS_KEY_ID: bare.optional(),
    S3_SECRET_ACCESS_KEY: bare.optional(),
    TRANSCRIBE: z.enum(['carrier', 'off'], 'carrier or off').default('off'),
    TRANSCRIBE_COMMAND: matching(/\S/, 'a program and its arguments').optional(),
  },
  needs: {
    S3_ENDPOINT: ['RECORDINGS_BUCKET'],
    S3_REGION: ['RECORDINGS_BUCKET'],
    S3_ACCESS_KEY_ID: ['S3_SECRET_ACCESS_KEY', 'RECORDINGS_BUCKET'],
    S3_SECRET_ACCESS_KEY: ['S3_ACCESS_KEY_ID', 'RECORDINGS_BUCKET'],
  },
  secrets: ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
  contradictions({ TRANSCRIBE: by, TRANSCRIBE_COMMAND: command }) {
    if (by !== 'carrier' || command === undefined) return [];
    return ['TRANSCRIBE: read "carrier", but TRANSCRIBE_COMMAND is set as well; allowed: one of them'];
  },
} satisfies Area;

type Values = ValuesOf<typeof RECORDINGS>;

export function recordingsOf(read: Values): RecordingsConfig {
  return { recordingsBucket: bucketOf(read), transcribe: transcribeOf(read) };
}

/** What an S3-compatible storage of one's own calls its region, mostly. */
const USUAL_REGION = 'us-east-1';

function bucketOf(read: Values): Bucket | undefined {
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
function transcribeOf({ TRANSCRIBE: by, TRANSCRIBE_COMMAND: command }: Values) {
  if (command !== undefined) return { by: 'command', command: command.trim().split(/\s+/) } as const;
  return by === 'carrier' ? ({ by } as const) : undefined;
}
