import type { Db } from '../../platform/db/database.ts';
import type { Work } from '../../platform/db/work.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { hashOfToken } from '../users/opaque-token.ts';
import { isLinkToken, makeLinkToken } from './link-address.ts';
import type { TicketLink } from './ticket-link.ts';
import { findTicketLink, insertLinkDevice, insertTicketLink } from './ticket-link-store.ts';

/** A night: whoever opens it later has been paged again, with another one. */
export const LINK_MS = 12 * 60 * 60_000;
/** Nobody has more devices, and nobody has to read of more. */
const MAX_DEVICES = 5;

/** Makes a link for one engineer. @returns what opens it, which is kept nowhere */
export async function issueTicketLink(
  { tx, now }: Work,
  { ticketNumber, engineer, sentTo }: Pick<TicketLink, 'ticketNumber' | 'engineer' | 'sentTo'>,
): Promise<string> {
  const token = makeLinkToken();
  const expiresAt = new Date(now.getTime() + LINK_MS);
  const hash = hashOfToken(token);
  await insertTicketLink(tx, { hash, ticketNumber, engineer, sentTo, createdAt: now, expiresAt });
  return token;
}

/** The link of a token, whatever it still opens; null if there is none. */
export async function openTicketLink(db: Db, token: string): Promise<TicketLink | null> {
  return isLinkToken(token) ? findTicketLink(db, hashOfToken(token)) : null;
}

/** Whether a link was opened elsewhere before. @param device what only the browser that asks keeps; undefined: it is new */
export function isOpenElsewhere(
  { devices }: Pick<TicketLink, 'devices'>,
  device: string | undefined,
): boolean {
  if (devices.length === 0) return false;
  const hash = device === undefined ? null : hashOfToken(device);
  return !devices.some((known) => hash?.equals(known.hash));
}

/**
 * Notes on the ticket's timeline where its link is opened, each device once; a second one may be somebody else's.
 * @returns whether it was noted
 */
export async function noteLinkOpened(
  { tx, now }: Work,
  link: TicketLink,
  device: { name: string; browser: string | null },
): Promise<boolean> {
  if (link.devices.length >= MAX_DEVICES) return false;
  const { browser } = device;
  const isNew = await insertLinkDevice(tx, link.id, {
    hash: hashOfToken(device.name),
    browser,
    openedAt: now,
  });
  if (!isNew) return false;
  const detail = { browser, elsewhere: link.devices.length > 0 };
  await addEvent(tx, link.ticketNumber, { at: now, kind: 'link-opened', actor: link.engineer, detail });
  return true;
}
