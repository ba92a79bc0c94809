import type { Db } from '../../platform/db/database.ts';
import { type Engineer, engineersByPhone } from '../oncall/engineers/engineer-store.ts';
import { findTicket } from '../tickets/ticket-store.ts';
import { nearestOf } from './nearest-store.ts';

/** What is known of why somebody gets in touch: a ticket's number as they wrote it, and the code of a page. */
export interface Occasion {
  ticket: string | null;
  code: string | null;
}

/** Whose phone a number is, as far as that can be known before they say a word. @param phone E.164 */
export async function engineerAt(db: Db, phone: string): Promise<Engineer | null> {
  return engineerAmong(db, await engineersByPhone(db, phone), { ticket: null, code: null });
}

/**
 * Which of those it is who share a phone, such as the one that whoever is on call carries: whoever was told the code, else was
 * paged last about the ticket, else about any that waits for an answer.
 */
export async function engineerAmong(
  db: Db,
  engineers: readonly Engineer[],
  { ticket, code }: Occasion,
): Promise<Engineer | null> {
  const [first = null, ...others] = engineers;
  if (others.length === 0) return first;
  const meant = ticket === null ? null : await findTicket(db, ticket);
  const keys = engineers.map(({ key }) => key);
  const nearest = await nearestOf(db, keys, { ticket: meant?.number ?? null, code });
  return engineers.find(({ key }) => key === nearest) ?? first;
}
