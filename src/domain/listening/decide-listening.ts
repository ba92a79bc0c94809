import type { Attempt } from '../callbacks/callback.ts';
import type { Announcement, TalkListener } from './listener.ts';

/** All that decides whether somebody can be rung to listen to a talk. */
export interface ListenRows {
  /** whether this hotline lets anybody listen */
  isAllowed: boolean;
  talk: Pick<Attempt, 'id'> | null;
  /** the phones of the two who talk */
  talking: readonly (string | null)[];
  /** who is rung to listen, or does */
  listener: Pick<TalkListener, 'id'> | null;
  /** the phones that the wishing person may be rung on, the first of them where they name none */
  phones: readonly string[];
}

export type ListenRefusal = 'listening-off' | 'no-talk' | 'listened' | 'in-talk' | 'no-number';

/** Why somebody is not rung to listen, or on which phone they are. One listens at a time, and nobody to themselves. */
export function decideListening(
  { isAllowed, talk, talking, listener, phones }: ListenRows,
  wanted: string | null,
): { refused: ListenRefusal } | { phone: string; attemptId: string } {
  if (!isAllowed) return { refused: 'listening-off' };
  if (talk === null) return { refused: 'no-talk' };
  if (listener !== null) return { refused: 'listened' };
  const phone = wanted === null ? phones[0] : phones.find((known) => known === wanted);
  if (phone === undefined) return { refused: 'no-number' };
  return talking.includes(phone) ? { refused: 'in-talk' } : { phone, attemptId: talk.id };
}

/** So long an announcement may take; who would have listened after it is told that it could not be made. */
export const MAX_ANNOUNCING_MS = 45_000;

/**
 * Whether an announcement was made: the carrier has fetched its words, and said that it has spoken them to the end. Either
 * alone proves nothing. Whoever has left the talk for a moment is waited for.
 * @param isEngineerThere whether the engineer is in the talk's room now
 */
export function standingOf(
  { fetchedAt, endedAt, failedAt, wantedAt }: Instants,
  now: Date,
  isEngineerThere = true,
): 'made' | 'failed' | 'under-way' {
  if (failedAt !== null || (endedAt !== null && fetchedAt === null)) return 'failed';
  if (endedAt !== null && isEngineerThere) return 'made';
  return now.getTime() - wantedAt.getTime() >= MAX_ANNOUNCING_MS ? 'failed' : 'under-way';
}

type Instants = Pick<Announcement, 'fetchedAt' | 'endedAt' | 'failedAt' | 'wantedAt'>;
