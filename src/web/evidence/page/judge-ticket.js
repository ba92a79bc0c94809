import { isInstant } from './signed-note.js';

/** The instant of a field; undefined where there is none, or it is not shown. */
export const instantOf = (text) => (typeof text === 'string' && isInstant(text) ? new Date(text) : undefined);

/**
 * Every promise of a ticket, as what is proven of it: those that an objection has ended, of which each was answered, and its last.
 * @returns {Record<string, string | undefined>[]}
 */
export const promisesOf = ({ proven, earlier }) => [
  ...earlier.map((promise) => ({ ...promise, openedAt: proven.openedAt, status: 'answered' })),
  proven,
];

/**
 * Whether what was promised was kept, by what is proven of a ticket.
 * @param {Record<string, string | undefined>} proven
 * @param {Date} now the instant of the checkpoint: the file knows nothing later
 * @returns {{ state: 'kept' | 'missed' | 'open' | 'unknown', lateMs?: number }}
 */
export function judgeTicket(proven, now) {
  const by = instantOf(proven.respondBy);
  const answered = instantOf(proven.answeredAt);
  if (by === undefined) return { state: 'unknown' };
  const isUnanswered = proven.status === 'open' || proven.status === 'acknowledged';
  const ended = answered ?? (isUnanswered ? now : undefined);
  // a miss stays a miss, also where a later answer was taken back or the deadline moved
  const missed = instantOf(proven.missedAt);
  if (missed !== undefined) return { state: 'missed', ...(ended > missed && { lateMs: ended - missed }) };
  if (ended > by) return { state: 'missed', lateMs: ended - by };
  if (answered !== undefined) return { state: 'kept' };
  return { state: isUnanswered ? 'open' : 'unknown' };
}
