import type { Db } from '../../platform/db/database.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import type { Actor } from '../users/actor.ts';

/** Writes down, on a ticket's timeline, what somebody has to say about it, if they say something. Nobody is told. */
export async function addNote(
  db: Db,
  note: { ticketNumber: string; by: Actor; text: string | undefined },
  now: Date,
): Promise<void> {
  const { ticketNumber, by, text } = note;
  if (text === undefined || text === '') return;
  await addEvent(db, ticketNumber, { at: now, kind: 'progress', actor: by, detail: { text } });
}
