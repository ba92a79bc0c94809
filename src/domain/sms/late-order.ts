import type { ParsedSms } from './order-grammar.ts';

/** An order this old was given in a situation that has passed. */
const LATE_MS = 10 * 60_000;

/**
 * What is left of an order that reached us late, because we were away when it was given. One that names its case holds,
 * however late. One that does not meant what was open then, so its sender is only told what is open now. And whoever
 * asked to be connected at once no longer sits there waiting: the ticket is theirs, and the callback takes its course.
 */
export function takeLate(parsed: ParsedSms, ageMs: number): ParsedSms {
  if (ageMs < LATE_MS || parsed.command === 'opt-out' || parsed.command === 'opt-in') return parsed;
  if (parsed.command === 'unknown' || parsed.command === 'several') return parsed;
  if (parsed.ticket === null) return { ...parsed, command: 'open' };
  return parsed.command === 'connect' ? { ...parsed, command: 'acknowledge' } : parsed;
}
