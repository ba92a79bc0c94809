import type { HotlineWork } from '../calls/hotline.ts';
import { languageOf } from '../escalation/find-recipients.ts';
import { type OrderCommand, signOf } from '../flow/order-words.ts';
import { issueCode } from '../paging/issue-code.ts';
import { listMostUrgent } from '../paging/list-tickets.ts';
import { readPageCode } from '../paging/page-code.ts';
import { acknowledge } from '../ticket-operations/acknowledge.ts';
import { takenBackSince } from '../ticket-operations/decide-reopening.ts';
import { passOn } from '../ticket-operations/pass-on.ts';
import { takeBackAnswer } from '../ticket-operations/reopen-ticket.ts';
import { takeAndConnect } from '../ticket-operations/take-and-connect.ts';
import { describeTicket } from '../tickets/describe-ticket.ts';
import { canBeReopened, isUnanswered, type Ticket } from '../tickets/ticket.ts';
import { findTicket, findTickets, findTicketsAnsweredBy, lockTicket } from '../tickets/ticket-store.ts';
import { engineerOrSupervisors } from '../users/actor.ts';
import { answerBySms } from './answer-by-sms.ts';
import { askBack } from './ask-back.ts';
import { askByCall, callOffClaim } from './confirm-by-call.ts';
import { findStanding, holdCode } from './find-standing.ts';
import { isWrongGuess, judgeOrder } from './judge-order.ts';
import { openForSender } from './open-for-sender.ts';
import { orderCover } from './order-cover.ts';
import type { Command, ParsedSms } from './order-grammar.ts';
import { orderTest } from './order-test.ts';
import { orderUpdate } from './order-update.ts';
import { isProgress, progressBySms } from './progress-by-sms.ts';
import { noteRefusedOrder } from './refuse-order.ts';
import { plainReply, type Reply } from './reply.ts';
import { holderOf, type Sender } from './sender.ts';
import { addWrongCode } from './sender-store.ts';

/** An order about one ticket: its code taken out of its text. */
interface Order {
  command: OrderCommand;
  code: string | null;
  text: string;
}

/** Does what was asked for by SMS, as far as the number it came from and its code allow. */
export async function runCommand(
  work: HotlineWork,
  sender: Sender,
  sms: Omit<ParsedSms, 'command'> & { command: Command | 'unknown' | 'several' },
): Promise<Reply> {
  const { tx } = work;
  if (sms.command === 'several') return plainReply('one-each');
  if (sms.command === 'update') return orderUpdate(work, sender, sms);
  if (sms.command === 'test') return orderTest(work, sender, sms.ticket);
  if (sms.command === 'cover') return orderCover(work, sender, sms);
  if (sms.command === 'reopen' && sms.ticket === null) return reopenLast(work, sender, sms);
  const { known, meant } = await openForSender(tx, sender);
  const question = askBack(sms, known, (command) => signFor(work, command));
  if (question || sms.command === 'unknown') return question ?? plainReply('not-understood');
  if (sms.command === 'open') return listOpen(work, sender, known);
  const number = sms.ticket ?? (meant.length === 1 ? meant[0] : undefined);
  if (number === undefined) return whichTicket(meant);
  const found = await findTicket(tx, number);
  const ticket = found && (await lockTicket(tx, found.number));
  if (!ticket) return plainReply('unknown-ticket', { ticket: number });
  return runCommandOn(work, sender, ticket, { ...withoutCode(sms), command: sms.command });
}

/** What is open, the most urgent first: severity, customer and time left of as many as two parts hold. */
async function listOpen(work: HotlineWork, { engineer, number }: Sender, known: string[]): Promise<Reply> {
  if (known.length === 0) return plainReply('nothing-open');
  const tickets = await findTickets(work.tx, known);
  const language = languageOf(work.hotline, engineer?.languages ?? []);
  return plainReply('open-for-you', {
    open: await listMostUrgent(work, { language, phone: number }, tickets),
  });
}

/** A bare R means the one answer that its sender can still take back. */
async function reopenLast(
  work: HotlineWork,
  sender: Sender,
  sms: Pick<ParsedSms, 'code' | 'text'>,
): Promise<Reply> {
  const { tx, now } = work;
  const since = takenBackSince(now);
  const own = sender.engineer ? await findTicketsAnsweredBy(tx, sender.engineer.key, since) : [];
  const [last] = own;
  if (!last) return plainReply('nothing-to-reopen');
  const open = own.map(({ number }) => number).join(', ');
  if (own.length > 1) return plainReply('which-reopen', { open, ticket: last.number });
  const ticket = (await lockTicket(tx, last.number)) ?? last;
  return runCommandOn(work, sender, ticket, { ...withoutCode(sms), command: 'reopen' });
}

/** A token that can be no code of ours is part of the text. */
function withoutCode({ code: token, text }: Pick<ParsedSms, 'code' | 'text'>): Omit<Order, 'command'> {
  const code = readPageCode(token);
  const at = code === null ? -1 : text.toUpperCase().indexOf(code);
  if (code === null || at < 0) return { code, text };
  return { code, text: text.slice(at + code.length).replace(/^[\s.,:;!)\]-]+/, '') };
}

async function runCommandOn(work: HotlineWork, sender: Sender, ticket: Ticket, order: Order): Promise<Reply> {
  const { tx, now } = work;
  const text = isOver(ticket, order.command)
    ? overText(order.command)
    : await decide(work, sender, ticket, order);
  const current = (await findTicket(tx, ticket.number)) ?? ticket;
  const vars = { ...(await describeTicket(tx, current, now)), order: signFor(work, order.command) };
  if (!TELLS_CODE.includes(text)) return { text, vars, ticketNumber: ticket.number };
  const code = await issueCode(work, [ticket.number], holderOf(sender));
  return { text, vars: { ...vars, code }, ticketNumber: ticket.number };
}

/** How an order is typed, for a reply that asks for it again. */
function signFor({ hotline }: HotlineWork, command: Command): string {
  return signOf(command, hotline.script.prompts.values());
}

/** Replies that tell the sender's code: they reach the real phone only, whoever forged its number. */
const TELLS_CODE = ['acknowledged', 'needs-code', 'needs-text', 'which-stage', 'which-progress'];

/** Whether no order of the kind changes anything about the ticket any more, whoever gives it. */
function isOver(ticket: Ticket, command: OrderCommand): boolean {
  if (command === 'reopen') return !canBeReopened(ticket);
  if (command === 'progress') return ticket.status === 'closed';
  return !isUnanswered(ticket);
}

function overText(command: OrderCommand): string {
  if (command === 'reopen') return 'still-open';
  return command === 'progress' ? 'closed' : 'over';
}

/** @returns the text that answers the order */
async function decide(work: HotlineWork, sender: Sender, ticket: Ticket, order: Order): Promise<string> {
  const { tx } = work;
  const { command, text } = order;
  const standing = await findStanding(work, ticket, sender);
  const { given, spent } = await holdCode(tx, ticket.number, sender, order.code);
  const verdict = judgeOrder({ command, standing, code: given });
  if (isWrongGuess(given, verdict)) await addWrongCode(tx, ticket.number, holderOf(sender));
  if (verdict === 'refuse') {
    await noteRefusedOrder(work, sender, { ticketNumber: ticket.number, command });
    return 'not-yours';
  }
  if (verdict === 'needs-code') return textForCode(standing, spent);
  if (command === 'answered' && text === '') return 'needs-text';
  if (command === 'progress' && !isProgress(work.hotline, ticket, text))
    return ticket.kind === 'signature' ? 'which-stage' : 'which-progress';
  if (verdict === 'obey') return carryOut(work, sender, ticket, order);
  return confirm(work, sender, ticket, { command, text });
}

function textForCode(standing: string, spent: boolean): string {
  if (spent) return 'codes-spent';
  return standing === 'supervisor' ? 'supervisor-needs-code' : 'needs-code';
}

/** What was written counts once it was confirmed on the phone it came from. */
async function confirm(
  work: HotlineWork,
  { engineer, number }: Sender,
  ticket: Ticket,
  { command, text }: Pick<Order, 'command' | 'text'>,
): Promise<string> {
  if (engineer === null || (command !== 'answered' && command !== 'progress')) return 'needs-code';
  if (await askByCall(work, { engineer, number }, ticket, { command, text })) return 'confirm-by-call';
  await noteRefusedOrder(work, { engineer, number }, { ticketNumber: ticket.number, command });
  return 'not-confirmed';
}

/** @returns the text that answers the order */
async function carryOut(
  work: HotlineWork,
  { engineer, number: phone }: Sender,
  ticket: Ticket,
  order: Order,
): Promise<string> {
  const { number } = ticket;
  const by = engineerOrSupervisors(engineer?.key);
  // which of the supervisors it is only their phone tells
  const own = engineer ? {} : { phone };
  switch (order.command) {
    case 'acknowledge':
      return known((await acknowledge(work, { ticketNumber: number, by, channel: 'sms', ...own })).outcome);
    case 'connect':
      return known(await takeAndConnect(work, { ticketNumber: number, by, channel: 'sms', ...own }));
    case 'pass-on': {
      const request = { ticketNumber: number, by, engineer: engineer?.key ?? null, ...own };
      const { outcome } = await passOn(work, request);
      return outcome === 'busy' ? 'pass-on-later' : known(outcome);
    }
    case 'progress': {
      if (engineer) await callOffClaim(work, number, engineer.key);
      return progressBySms(work, ticket, { by, text: order.text });
    }
    case 'reopen': {
      const request = { ticketNumber: number, engineer: engineer?.key ?? null, channel: 'sms' as const };
      return known(await takeBackAnswer(work, { ...request, text: order.text }));
    }
    case 'answered':
      if (engineer) await callOffClaim(work, number, engineer.key);
      return ANSWERS[await answerBySms(work, { ticketNumber: number, by, text: order.text })];
  }
}

/** What whoever has written an answer reads of it. */
const ANSWERS = {
  answered: 'answered',
  'on-its-way': 'answer-sent',
  'not-delivered': 'calling',
  over: 'over',
  unknown: 'unknown-ticket',
} as const;

function known(outcome: string): string {
  return outcome === 'unknown' ? 'unknown-ticket' : outcome;
}

function whichTicket(open: string[]): Reply {
  const [first] = open;
  return first === undefined
    ? plainReply('nothing-open')
    : plainReply('which-ticket', { open: open.join(', '), ticket: first });
}
