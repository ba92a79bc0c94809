import { Duration } from 'luxon';
import { z } from 'zod';
import { type Retention, readPeriod } from '../../domain/privacy/retention.ts';
import type { Area, ValuesOf } from './area.ts';

/** The database itself refuses to forget sooner what users have done. */
const MIN_AUDIT = Duration.fromISO('P1Y');

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

export const RETENTION = {
  variables: {
    RETENTION_RECORDINGS: period('P90D'),
    RETENTION_MESSAGES: period('P180D'),
    RETENTION_CALLS: period('P2Y'),
    RETENTION_TICKETS: period('P3Y'),
    RETENTION_AUDIT: period('P3Y', MIN_AUDIT),
  },
} satisfies Area;

/** How long each class of data is kept. */
export function retentionOf(read: ValuesOf<typeof RETENTION>): Retention {
  return {
    recordings: read.RETENTION_RECORDINGS,
    messages: read.RETENTION_MESSAGES,
    calls: read.RETENTION_CALLS,
    tickets: read.RETENTION_TICKETS,
    audit: read.RETENTION_AUDIT,
  };
}
