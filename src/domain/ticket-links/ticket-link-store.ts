import type { Db } from '../../platform/db/database.ts';
import { write } from '../../platform/db/write.ts';
import type { LinkDevice, TicketLink } from './ticket-link.ts';

export async function insertTicketLink(
  db: Db,
  link: Pick<TicketLink, 'ticketNumber' | 'engineer' | 'sentTo' | 'expiresAt'> & {
    hash: Buffer;
    createdAt: Date;
  },
): Promise<void> {
  await write(
    db,
    `insert into ticket_links (token_hash, ticket_number, engineer, created_at, expires_at, sent_to)
     values ($1, $2, $3, $4, $5, $6)`,
    [link.hash, link.ticketNumber, link.engineer, link.createdAt, link.expiresAt, link.sentTo],
  );
}

export async function findTicketLink(db: Db, hash: Buffer): Promise<TicketLink | null> {
  const [row] = await db.query<Omit<TicketLink, 'devices'>>(
    `select id, ticket_number as "ticketNumber", engineer, expires_at as "expiresAt", sent_to as "sentTo"
     from ticket_links where token_hash = $1`,
    [hash],
  );
  if (!row) return null;
  const devices = await db.query<LinkDevice>(
    `select device_hash as hash, browser, opened_at as "openedAt" from ticket_link_devices
     where link_id = $1 order by opened_at, device_hash`,
    [row.id],
  );
  return { ...row, devices };
}

/** @returns whether it was not known before */
export async function insertLinkDevice(db: Db, linkId: string, device: LinkDevice): Promise<boolean> {
  const rows = await db.query(
    `insert into ticket_link_devices (link_id, device_hash, browser, opened_at) values ($1, $2, $3, $4)
     on conflict do nothing returning link_id`,
    [linkId, device.hash, device.browser, device.openedAt],
  );
  return rows.length > 0;
}

/** Links that have opened nothing since an instant. */
export async function removeTicketLinks(db: Db, before: Date): Promise<void> {
  await db.query('delete from ticket_links where expires_at < $1', [before]);
}
