import { resolve } from 'node:path';
import { z } from 'zod';
import { readDatabaseAddress } from '../../platform/db/database-address.ts';
import { mendRedisAddress, REDIS_ADDRESSES } from '../../platform/queue/redis-address.ts';
import type { Area, ValuesOf } from './area.ts';
import { anyText, newPath } from './rules.ts';

/** Where the record is. */
export interface DatabaseConfig {
  /** Undefined: the embedded PostgreSQL under `dataDir`. */
  databaseUrl: string | undefined;
  /** Absolute. */
  dataDir: string;
}

/** Where the record and the queue are. */
export interface RecordConfig extends DatabaseConfig {
  redisUrl: string | undefined;
}

const DATABASE =
  'postgres://user:password@host:5432/database, with one host: a name that follows the primary';
const databaseUrl = address(readDatabaseAddress, DATABASE);
const redisUrl = address(mendRedisAddress, REDIS_ADDRESSES);

/** @param read makes of it what can be used, or null */
function address(read: (text: string) => string | null, allowed: string) {
  return anyText.trim().transform((text, context) => {
    const usable = read(text);
    if (usable !== null) return usable;
    context.addIssue({ code: 'custom', message: allowed });
    return z.NEVER;
  });
}

/** What finds the database, and nothing else: enough for commands that only work on it. */
export const DATABASE_ALONE = {
  variables: { DATABASE_URL: databaseUrl.optional(), DATA_DIR: newPath.default('./data') },
  urlsWithSecrets: ['DATABASE_URL'],
} satisfies Area;

export const RECORD = {
  variables: {
    ...DATABASE_ALONE.variables,
    REDIS_URL: redisUrl.optional(),
  },
  urlsWithSecrets: [...DATABASE_ALONE.urlsWithSecrets, 'REDIS_URL'],
} satisfies Area;

export function recordOf(read: ValuesOf<typeof RECORD>): RecordConfig {
  return { ...databaseOf(read), redisUrl: read.REDIS_URL };
}

export function databaseOf(read: ValuesOf<typeof DATABASE_ALONE>): DatabaseConfig {
  return { databaseUrl: read.DATABASE_URL, dataDir: resolve(read.DATA_DIR) };
}
