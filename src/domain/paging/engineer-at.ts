import type { Db } from '../../platform/db/database.ts';
import { type Engineer, engineersByPhone } from '../oncall/engineers/engineer-store.ts';
import { findTicket } from '../tickets/ticket-store.ts';
import { nearestOf } from './nearest-store.ts';

/** What is known of why somebody gets in touch: a ticket's number as they wrote it, and the code of a page. */
export interface Occasion {
  ticket: string | null;
  code: string | null;
}

/**
 * Whose phone a number is. Engineers may share one, such as the phone that whoever is on call carries: then it is whoever was
 * told the code, else was paged last about the ticket, else about any that waits for an answer.
 * @param phone E.164
 */
export async function engineerAt(
  db: Db,
  phone: string,
  { ticket, code }: Occasion = { ticket: null, code: null },
): Promise<Engineer | null> {
  const engineers = await engineersByPhone(db, phone);
  const [first = null, ...others] = engineers;
  if (others.length === 0) return first;
  const meant = ticket === null ? null : await findTicket(db, ticket);
  const keys = engineers.map(({ key }) => key);
  const nearest = await nearestOf(db, keys, { ticket: meant?.number ?? null, code });
  return engineers.find(({ key }) => key === nearest) ?? first;
}
