import type { ResponseWindow } from '../../../domain/calendar/response-target.ts';
import { findCustomerOfTicket } from '../../../domain/customers/customer-store.ts';
import { type Engineer, findEngineer } from '../../../domain/oncall/engineers/engineer-store.ts';
import { findDeclined } from '../../../domain/paging/decline-store.ts';
import { describePage } from '../../../domain/paging/describe-page.ts';
import { decideLink, type LinkStanding } from '../../../domain/ticket-links/decide-link.ts';
import { openTicketLink } from '../../../domain/ticket-links/open-ticket-link.ts';
import type { TicketLink } from '../../../domain/ticket-links/ticket-link.ts';
import { nameOf } from '../../../domain/tickets/describe-ticket.ts';
import type { Ticket } from '../../../domain/tickets/ticket.ts';
import { findTicket } from '../../../domain/tickets/ticket-store.ts';
import { windowOf } from '../../../domain/tickets/ticket-window.ts';
import { SUPERVISORS } from '../../../domain/users/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { type Player, readPlayers } from '../calls/read-players.ts';
import type { ConsoleDeps } from '../deps.ts';
import type { LinkWords } from './link-words.ts';

/** A link with its ticket and its engineer, and what it opens now. */
export interface OpenedLink {
  link: TicketLink;
  ticket: Ticket;
  engineer: Engineer;
  standing: LinkStanding;
}

/** @returns null: the token is none of ours */
export async function findOpenedLink(db: Db, token: string, now: Date): Promise<OpenedLink | null> {
  const link = await openTicketLink(db, token);
  if (!link) return null;
  const [ticket, engineer, declined] = await Promise.all([
    findTicket(db, link.ticketNumber),
    findEngineer(db, link.engineer),
    findDeclined(db, link.ticketNumber, now),
  ]);
  if (!ticket || !engineer) return null;
  const { key, retired: isRetired, phones } = engineer;
  const rows = { link, ticket, isRetired, phones, hasDeclined: declined.has(key) };
  return { link, ticket, engineer, standing: decideLink(rows, now) };
}

/** What an engineer sees of a ticket who may read and acknowledge it. */
export interface LinkedTicket {
  window: ResponseWindow;
  customerName: string | null;
  /** who was tried before them, in words */
  tried: string;
  player: Player | undefined;
}

export async function readLinkedTicket(
  { database, retention }: Pick<ConsoleDeps, 'database' | 'retention'>,
  { ticket, engineer }: OpenedLink,
  now: Date,
): Promise<LinkedTicket> {
  const [window, customer, told, players] = await Promise.all([
    windowOf(database, ticket),
    findCustomerOfTicket(database, ticket),
    describePage(database, ticket, { engineer: engineer.key }, now),
    readPlayers({ database, retention }, [ticket.recordingSid]),
  ]);
  const player = ticket.recordingSid === null ? undefined : players.get(ticket.recordingSid);
  return { window, customerName: customer?.name ?? null, tried: told['tried-before'], player };
}

/** Who has a ticket, by name; empty: nobody. */
export async function nameOfHolder(db: Db, { ticket }: OpenedLink, words: LinkWords): Promise<string> {
  return ticket.acknowledgedBy === SUPERVISORS ? words.supervisor : nameOf(db, ticket.acknowledgedBy);
}
