import { z } from 'zod';
import type { Area, ValuesOf } from './area.ts';
import type { LISTENING } from './listening.ts';
import { seconds, url } from './rules.ts';

/** What a process does, what it says, and how it ends. */
export interface ProcessConfig {
  role: 'all' | 'web' | 'worker';
  /** A worker listens, for its health only, if it is given a port. */
  listens: boolean;
  /** For how long it says that it stops before it takes no more requests. */
  drainMs: number;
  /** After so long an event loop that stands ends the process; 0: never. */
  standstillMs: number;
  logLevel: string;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export const PROCESS = {
  variables: {
    ROLE: z.enum(['all', 'web', 'worker'], 'all, web or worker').default('all'),
    DRAIN_SECONDS: seconds(/^\d{1,3}$/, 'whole seconds, 0 to 999', 0),
    STANDSTILL_SECONDS: seconds(/^([02-9]|1[0-4])$/, 'whole seconds, 2 to 14, or 0 for never', 10),
    // read by the exporter itself, which says of no other value that it is none
    OTEL_EXPORTER_OTLP_ENDPOINT: url('an http or https URL').optional(),
    LOG_LEVEL: z.enum(LOG_LEVELS, LOG_LEVELS.join(', ')).default('info'),
  },
  contradictions({ ROLE: role, DATABASE_URL: database }) {
    if ((role !== 'web' && role !== 'worker') || database !== undefined) return [];
    return [
      `ROLE: read "${role}", but the embedded database is for one process; allowed: all, or set DATABASE_URL`,
    ];
  },
} satisfies Area;

export function processOf(
  read: ValuesOf<typeof PROCESS> & Pick<ValuesOf<typeof LISTENING>, 'PORT'>,
): ProcessConfig {
  return {
    role: read.ROLE,
    listens: read.ROLE !== 'worker' || read.PORT !== undefined,
    drainMs: read.DRAIN_SECONDS,
    standstillMs: read.STANDSTILL_SECONDS,
    logLevel: read.LOG_LEVEL,
  };
}
