import type { DurationLike } from 'luxon';
import { readIsoTime } from '../../domain/calendar/read-iso-time.ts';
import { UsageError } from './exit-code.ts';
import { readSpan } from './on-call.ts';

export interface SpanOptions {
  from?: string;
  until?: string;
}

/**
 * The time a calendar is written or read for: from now, and for as long as is usual, unless the options say otherwise.
 * @throws UsageError that says what is wrong with an option
 */
export function readScheduleSpan(
  options: SpanOptions,
  { timezone, now, usual }: { timezone: string; now: Date; usual: DurationLike },
): { from: Date; until: Date } {
  const from = options.from ?? now.toISOString();
  const until = options.until ?? readIsoTime(from, timezone).plus(usual).toISO() ?? '';
  const span = readSpan(from, until, timezone);
  if (typeof span === 'string') throw new UsageError(span);
  return span;
}
