import type { Tx } from '../../platform/db/database.ts';
import type { Work } from '../../platform/db/work.ts';
import { findPolicy } from '../escalation/find-policy.ts';
import { findRecipients } from '../escalation/find-recipients.ts';
import { findCodes } from '../paging/page-code-store.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { type CodeGiven, MAX_WRONG_CODES, type SenderStanding } from './judge-order.ts';
import { holderOf, type Sender } from './sender.ts';
import { countWrongCodes, wasPaged } from './sender-store.ts';

/** What a sender has to do with a ticket at this instant. */
export async function findStanding(
  { tx, now }: Work,
  ticket: Ticket,
  sender: Sender,
): Promise<SenderStanding> {
  const { engineer, number } = sender;
  if (engineer === null) return 'supervisor';
  if (await wasPaged(tx, ticket.number, { engineer: engineer.key, number })) return 'paged';
  if (ticket.acknowledgedBy === engineer.key) return 'entitled';
  const { steps, lastResort } = await findPolicy(tx, ticket.escalation);
  const targets = [...steps.flatMap(({ page }) => page), ...lastResort, 'tam'];
  const recipients = await findRecipients(tx, ticket, targets, now);
  return recipients.some((recipient) => recipient.engineer === engineer.key) ? 'entitled' : 'none';
}

/** Holds a code against those of a ticket. Once too many were wrong, none counts. */
export async function holdCode(
  tx: Tx,
  ticketNumber: string,
  sender: Sender,
  code: string | null,
): Promise<{ given: CodeGiven; spent: boolean }> {
  const spent = (await countWrongCodes(tx, ticketNumber, holderOf(sender))) >= MAX_WRONG_CODES;
  if (code === null || spent) return { given: 'none', spent };
  const holders = [holderOf(sender), sender.number];
  const match = (await findCodes(tx, [ticketNumber])).find((known) => known.code === code);
  if (!match) return { given: 'wrong', spent };
  return { given: holders.includes(match.holder) ? 'own' : 'others', spent };
}
