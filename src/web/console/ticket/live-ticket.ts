import { HotlineError } from '../../../platform/errors.ts';
import type { Logger } from '../../../platform/log.ts';
import { readClock, type Urgency } from '../board/case-clock.ts';
import { createWatch, type Watch } from '../live/watch.ts';
import { readTicket, type TicketSource, type TicketStory } from './read-ticket.ts';
import { ticketStamp } from './ticket-stamp-store.ts';

/** A ticket as it stands, under a name that changes with it. */
export interface LiveTicket {
  version: string;
  story: TicketStory;
}

/** Reads a ticket together with its version; null if there is none of this number. */
export async function readLiveTicket(
  parts: TicketSource,
  number: string,
  now: Date,
): Promise<LiveTicket | null> {
  // the stamp first: what happens in between makes the version older than the story, and is told once more
  const stamp = /^\d{1,18}$/.test(number) ? await ticketStamp(parts.database, number) : null;
  const story = stamp === null ? null : await readTicket(parts, number, now);
  return stamp === null || story === null ? null : { version: versionOf(stamp, story, now), story };
}

/** Watches the tickets that somebody has open, each once. */
export function createTicketWatches(
  parts: TicketSource,
  now: () => Date,
  log: Logger,
): (number: string) => Watch<LiveTicket> {
  const watches = new Map<string, Watch<LiveTicket>>();
  return (number) => {
    for (const [other, watch] of watches) if (!watch.isWatched()) watches.delete(other);
    const watch = watches.get(number) ?? createWatch(createReader(parts, number, now), log);
    watches.set(number, watch);
    return watch;
  };
}

/** Reads the whole story only if its stamp, or how its clock stands, is another. */
function createReader(parts: TicketSource, number: string, now: () => Date): () => Promise<LiveTicket> {
  let last: LiveTicket | undefined;
  return async () => {
    const stamp = await ticketStamp(parts.database, number);
    if (last && stamp !== null && last.version === versionOf(stamp, last.story, now())) return last;
    const read = await readLiveTicket(parts, number, now());
    if (!read) throw new HotlineError('not-found', `there is no ticket ${number}`);
    last = read;
    return last;
  };
}

/** How the clock stands changes without anything being written down. */
function versionOf(stamp: string, { window, ticket }: TicketStory, now: Date): string {
  const clock = readClock(window, now);
  const stands: [Urgency | 'stopped', boolean] = ticket.answeredAt
    ? ['stopped', false]
    : [clock.urgency, clock.runs];
  return [stamp, ...stands].join('.');
}
