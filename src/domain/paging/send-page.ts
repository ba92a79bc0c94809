import type { HotlineWork } from '../calls/hotline.ts';
import type { Recipient } from '../escalation/decide-recipients.ts';
import { languageOf } from '../escalation/find-recipients.ts';
import { writeSms } from '../messages/write-sms.ts';
import { queueKnock } from '../push/knock.ts';
import { hasSubscriptions } from '../push/push-store.ts';
import { unsentLink } from '../ticket-links/link-address.ts';
import { describeTicket } from '../tickets/describe-ticket.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { urgency } from '../tickets/urgency.ts';
import { engineerOrSupervisors } from '../users/actor.ts';
import { phonesFor } from './decide-channels.ts';
import { describePage } from './describe-page.ts';
import { issueCode } from './issue-code.ts';
import { ASKED_BY_KEY, ASKED_FOR, type Channel, type Page } from './page.ts';
import { insertPage, type NewPage } from './page-store.ts';
import { pageText } from './page-text.ts';
import { ringAbout } from './ring-together.ts';

/** An SMS page that arrives later than this would wake somebody for nothing. */
const SMS_VALID_SECONDS = 600;

/** A critical one may say more than goes into one part; callers who cannot say who they are decide nothing about that. */
function partsFor({ severity, verified }: Ticket): number {
  return severity === 1 && verified ? 2 : 1;
}

export interface PageOrder {
  ticket: Ticket;
  recipient: Recipient;
  channel: Channel;
  step: number;
  /** which of the recipient's phones; the next one follows when this one is not reached */
  phone?: number;
  reason?: string;
}

/**
 * Writes down a page and what carries it, an SMS or a call; both go out as soon as the transaction has committed.
 * @returns the page, or null if the recipient has no (further) phone or has opted out of SMS
 */
export async function sendPage(work: HotlineWork, order: PageOrder): Promise<Page | null> {
  const { tx, hotline, now } = work;
  const { ticket, recipient, channel, step } = order;
  const phones = phonesFor(recipient, channel);
  const number = phones[order.phone ?? 0];
  if (number === undefined) return null;
  const language = languageOf(hotline, recipient.languages);
  const carry = channel === 'call' ? ringPage : textPage;
  const { engineer } = recipient;
  const [page, hasDevice] = await Promise.all([
    carry(work, order, { number, language }),
    engineer !== null && hasSubscriptions(tx, engineer),
  ]);
  // beside it, and counts for nothing
  if (engineer !== null && hasDevice)
    await queueKnock(work, { ticketNumber: ticket.number, engineer }, urgency(ticket));
  const detail = { engineer: engineerOrSupervisors(engineer), channel, step, ...reasonOf(order) };
  await addEvent(tx, ticket.number, { at: now, kind: 'page', actor: 'hotline', detail });
  return page;
}

/** Which of the recipient's phones, and what is spoken there. */
interface Reached {
  number: string;
  language: string;
}

function reasonOf({ reason }: PageOrder): { reason?: string } {
  return reason === undefined ? {} : { reason };
}

function pageOf({ now }: HotlineWork, order: PageOrder, { number }: Reached): NewPage {
  const { ticket, recipient, channel, step } = order;
  return {
    ticketNumber: ticket.number,
    round: ticket.round,
    step,
    engineer: recipient.engineer,
    number,
    plannedAt: now,
    ...reasonOf(order),
    channel,
  };
}

async function ringPage(work: HotlineWork, order: PageOrder, reached: Reached): Promise<Page> {
  const { ticket, recipient, reason } = order;
  const { engineer } = recipient;
  const alone = reason === ASKED_FOR || reason === ASKED_BY_KEY;
  const callId = await ringAbout(work, { ticket, engineer, ...reached, alone });
  return insertPage(work.tx, { ...pageOf(work, order, reached), callId });
}

async function textPage(work: HotlineWork, order: PageOrder, reached: Reached): Promise<Page> {
  const { tx, hotline, now } = work;
  const { ticket, recipient } = order;
  const { engineer } = recipient;
  const { number, language } = reached;
  const page = await insertPage(tx, pageOf(work, order, reached));
  const [code, ofTicket, ofPage] = await Promise.all([
    issueCode(work, [ticket.number], engineer ?? number),
    describeTicket(tx, ticket, now),
    describePage(tx, ticket, { engineer, pages: [page] }, now),
  ]);
  const vars = {
    ...ofTicket,
    ...ofPage,
    reader: number,
    code,
    // nobody else has a link: it acts in the name of one engineer
    ...(engineer === null ? {} : { 'ticket-link': unsentLink(hotline.publicUrl) }),
  };
  await writeSms(work, {
    audience: engineer === null ? 'supervisor' : 'engineer',
    to: number,
    language,
    ...(ticket.status === 'open'
      ? { text: 'page', body: pageText(hotline, language, vars, partsFor(ticket)) }
      : { text: 'page-help' }),
    vars,
    ticketNumber: ticket.number,
    pageId: page.id,
    validSeconds: SMS_VALID_SECONDS,
    priority: urgency(ticket),
  });
  return page;
}
