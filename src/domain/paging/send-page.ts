import type { HotlineWork } from '../calls/hotline.ts';
import type { Recipient } from '../escalation/decide-recipients.ts';
import { languageOf } from '../escalation/find-recipients.ts';
import { writeSms } from '../messages/write-sms.ts';
import { queueKnock } from '../push/knock.ts';
import { unsentLink } from '../ticket-links/link-address.ts';
import { describeTicket } from '../tickets/describe-ticket.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { urgency } from '../tickets/urgency.ts';
import { phonesFor } from './decide-channels.ts';
import { describePage } from './describe-page.ts';
import { issueCode } from './issue-code.ts';
import { ASKED_BY_KEY, ASKED_FOR, type Channel, type Page } from './page.ts';
import { insertPage } from './page-store.ts';
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
  const base = {
    ticketNumber: ticket.number,
    round: ticket.round,
    step,
    engineer: recipient.engineer,
    number,
    plannedAt: now,
  };
  const reason = order.reason === undefined ? {} : { reason: order.reason };
  let page: Page;
  if (channel === 'call') {
    const alone = order.reason === ASKED_FOR || order.reason === ASKED_BY_KEY;
    const { engineer } = recipient;
    const callId = await ringAbout(work, { ticket, engineer, number, language, alone });
    page = await insertPage(tx, { ...base, ...reason, channel, callId });
  } else {
    page = await insertPage(tx, { ...base, ...reason, channel });
    const [code, ofTicket, ofPage] = await Promise.all([
      issueCode(work, [ticket.number], recipient.engineer ?? number),
      describeTicket(tx, ticket, now),
      describePage(tx, ticket, recipient.engineer, now),
    ]);
    const vars = {
      ...ofTicket,
      ...ofPage,
      code,
      // nobody else has a link: it acts in the name of one engineer
      ...(recipient.engineer === null ? {} : { 'ticket-link': unsentLink(hotline.publicUrl) }),
    };
    const audience = recipient.engineer === null ? 'supervisor' : 'engineer';
    await writeSms(work, {
      audience,
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
  }
  const detail = { engineer: recipient.engineer ?? 'supervisors', channel, step, ...reason };
  await Promise.all([
    knockBeside(work, ticket, recipient.engineer),
    addEvent(tx, ticket.number, { at: now, kind: 'page', actor: 'hotline', detail }),
  ]);
  return page;
}

/** Whoever has a device for it is notified as well; that counts for nothing. */
async function knockBeside(work: HotlineWork, ticket: Ticket, engineer: string | null): Promise<void> {
  if (engineer === null) return;
  await queueKnock(work, { ticketNumber: ticket.number, engineer }, urgency(ticket));
}
