import { answerTicket } from '../callbacks/answer-ticket.ts';
import { takeAndConnect } from '../callbacks/take-and-connect.ts';
import type { Line } from '../calls/line.ts';
import type { Tx } from '../db/database.ts';
import type { Engineer } from '../directory/engineer-store.ts';
import { acknowledge } from '../paging/acknowledge.ts';
import { describeTicket } from '../paging/describe-ticket.ts';
import { openForEngineer } from '../paging/open-for-engineer.ts';
import { passOn } from '../paging/pass-on.ts';
import { progressSignature } from '../signatures/progress-signature.ts';
import { readStage } from '../signatures/stage.ts';
import { findTicket } from '../tickets/ticket-store.ts';
import { askBack } from './ask-back.ts';
import type { Command, ParsedSms } from './order-grammar.ts';

/** The answer to a command: a text under `sms` in voice-flows/prompts/, and its values. */
export interface Reply {
  text: string;
  vars: Record<string, string>;
  ticketNumber: string | null;
}

/** Does what an engineer (or, with null, a supervisor) asked for by SMS. */
export async function obey(
  tx: Tx,
  line: Line,
  engineer: Engineer | null,
  sms: { command: Command | 'unknown'; ticket: string | null; text: string },
  now: Date,
): Promise<Reply> {
  const open = engineer ? await openForEngineer(tx, engineer.key) : [];
  const question = askBack(sms, open);
  if (question || sms.command === 'unknown') return question ?? plain('not-understood');
  if (sms.command === 'open')
    return open.length > 0 ? plain('open-for-you', { open: open.join(', ') }) : plain('nothing-open');
  const number = sms.ticket ?? (open.length === 1 ? open[0] : undefined);
  if (number === undefined) return whichTicket(open);
  const ticket = await findTicket(tx, number);
  if (!ticket) return plain('unknown-ticket', { ticket: number });
  const text = await carryOut(
    tx,
    line,
    engineer?.key ?? 'supervisors',
    engineer?.key ?? null,
    { ...sms, command: sms.command, number },
    now,
  );
  const current = (await findTicket(tx, number)) ?? ticket;
  return { text, vars: await describeTicket(tx, current, now), ticketNumber: number };
}

interface Order {
  command: Exclude<Command, 'open'>;
  number: string;
  text: ParsedSms['text'];
}

/** @returns the text that answers the order */
async function carryOut(
  tx: Tx,
  line: Line,
  by: string,
  engineer: string | null,
  order: Order,
  now: Date,
): Promise<string> {
  switch (order.command) {
    case 'acknowledge':
      return take(tx, by, order.number, now);
    case 'connect':
      return connect(tx, line, by, order.number, now);
    case 'pass-on': {
      const { outcome } = await passOn(tx, { ticketNumber: order.number, by, engineer }, now);
      return outcome === 'unknown' ? 'unknown-ticket' : outcome;
    }
    case 'progress': {
      const read = readStage(order.text);
      if (!read) return 'which-stage';
      return progressSignature(tx, line, { ticketNumber: order.number, by, ...read }, now);
    }
    case 'answered': {
      if (order.text === '') return 'needs-text';
      const answer = {
        ticketNumber: order.number,
        by,
        how: 'qualified-answer' as const,
        channel: 'sms' as const,
        text: order.text,
      };
      const { outcome } = await answerTicket(tx, answer, now);
      return outcome === 'unknown' ? 'unknown-ticket' : outcome;
    }
  }
}

async function take(tx: Tx, by: string, ticketNumber: string, now: Date): Promise<string> {
  const { outcome } = await acknowledge(tx, { ticketNumber, by, channel: 'sms' }, now);
  return outcome === 'unknown' ? 'unknown-ticket' : outcome;
}

async function connect(tx: Tx, line: Line, by: string, ticketNumber: string, now: Date): Promise<string> {
  const outcome = await takeAndConnect(tx, line, { ticketNumber, by, channel: 'sms' }, now);
  return outcome === 'unknown' ? 'unknown-ticket' : outcome;
}

function whichTicket(open: string[]): Reply {
  const [first] = open;
  return first === undefined
    ? plain('nothing-open')
    : plain('which-ticket', { open: open.join(', '), ticket: first });
}

function plain(text: string, vars: Record<string, string> = {}): Reply {
  return { text, vars, ticketNumber: null };
}
