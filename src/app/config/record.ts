import { resolve } from 'node:path';
import { z } from 'zod';
import { readDatabaseAddress } from '../../platform/db/database-address.ts';
import { REDIS_ADDRESSES, readRedisAddress } from '../../platform/queue/redis-address.ts';
import type { Area, ValuesOf } from './area.ts';
import { anyText } from './rules.ts';

/** Where the record and the queue are. */
export interface RecordConfig {
  /** Undefined: the embedded PostgreSQL under `dataDir`. */
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
  /** Absolute. */
  dataDir: string;
}

const DATABASE =
  'postgres://user:password@host:5432/database, with one host: a name that follows the primary';
const databaseUrl = anyText.transform((text, context) => {
  const read = readDatabaseAddress(text);
  if (read !== null) return read;
  context.addIssue({ code: 'custom', message: DATABASE });
  return z.NEVER;
});

export const RECORD = {
  variables: {
    DATABASE_URL: databaseUrl.optional(),
    REDIS_URL: anyText.refine((value) => readRedisAddress(value) !== null, REDIS_ADDRESSES).optional(),
    DATA_DIR: anyText.default('./data'),
  },
  needs: { DATABASE_URL: ['SECRET_KEY'] },
  urlsWithSecrets: ['DATABASE_URL', 'REDIS_URL'],
} satisfies Area;

export function recordOf(read: ValuesOf<typeof RECORD>): RecordConfig {
  return { databaseUrl: read.DATABASE_URL, redisUrl: read.REDIS_URL, dataDir: resolve(read.DATA_DIR) };
}
