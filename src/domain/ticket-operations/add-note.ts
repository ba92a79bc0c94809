import type { Db } from '../../platform/db/database.ts';
import { REPEAT_MS } from '../service-updates/service-update.ts';
import { addEvent, wasSaid } from '../tickets/timeline-store.ts';
import type { Actor } from '../users/actor.ts';

/** What somebody has to say about a ticket. */
export interface Note {
  ticketNumber: string;
  by: Actor;
  text: string | undefined;
}

/** Writes down, on a ticket's timeline, what somebody has to say about it, if they say something. Nobody is told. */
export async function addNote(db: Db, note: Note, now: Date): Promise<void> {
  const { ticketNumber, by, text } = note;
  if (text === undefined || text === '') return;
  await addEvent(db, ticketNumber, { at: now, kind: 'progress', actor: by, detail: { text } });
}

/** Whether somebody has just said the same. */
export async function wasNoted(db: Db, { ticketNumber, by, text }: Note, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - REPEAT_MS);
  return (
    text !== undefined && (await wasSaid(db, ticketNumber, { actor: by, text, toCustomer: false }, since))
  );
}
