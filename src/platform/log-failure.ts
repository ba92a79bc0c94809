import { HotlineError } from './errors.ts';
import type { Logger } from './log.ts';

/**
 * Tells that something failed: at ERROR, for somebody to act on. What failed because the database is in trouble is a WARN,
 * since that trouble is told once, by whoever watches it.
 */
export function logFailure(
  log: Logger,
  fields: { err: unknown; [name: string]: unknown },
  text: string,
): void {
  const { err } = fields;
  const isTold = err instanceof HotlineError && err.code === 'database-unavailable';
  log[isTold ? 'warn' : 'error'](fields, text);
}
