import type { HotlineWork } from '../calls/hotline.ts';
import { languageOf } from '../escalation/find-recipients.ts';
import { smsText } from '../messages/write-sms.ts';
import { findEngineer } from '../oncall/engineers/engineer-store.ts';
import { phonesFor } from '../paging/decide-channels.ts';
import { type Reader, ticketLine } from '../paging/list-tickets.ts';
import { notifyEngineer } from '../paging/notify.ts';
import { nameOf } from '../tickets/describe-ticket.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { findTickets } from '../tickets/ticket-store.ts';
import type { SeenChange } from './decide-shift-changes.ts';
import { findShiftSettings, listTried } from './shift-change-store.ts';

/** More do not help whoever has just woken up: the rest is in the console. */
const MAX_TICKETS = 4;
const MAX_TRIED = 3;

/** Whoever's shift begins reads what is open, until when it is promised, and who has it or was tried: if they want to. */
export async function tellShiftBegins(
  work: HotlineWork,
  { engineer: key, before, title }: SeenChange & { title: string },
  numbers: readonly string[],
): Promise<void> {
  const { tx, hotline } = work;
  const engineer = key === null ? null : await findEngineer(tx, key);
  if (!engineer || engineer.retired) return;
  const { tellsBegin, tellsAlways } = await findShiftSettings(tx, engineer.key);
  if (!tellsBegin || (numbers.length === 0 && !tellsAlways)) return;
  const language = languageOf(hotline, engineer.languages);
  const [phone = ''] = phonesFor(engineer, 'sms');
  const open = await tellOpen(work, { language, phone }, numbers);
  const vars = { schedule: title, sender: await nameOf(tx, before), open };
  await notifyEngineer(work, engineer.key, {
    text: before === null ? 'shift-begins-after-gap' : 'shift-begins',
    vars,
  });
}

async function tellOpen(work: HotlineWork, reader: Reader, numbers: readonly string[]): Promise<string> {
  const { tx, hotline } = work;
  const { language } = reader;
  if (numbers.length === 0) return smsText(hotline, language, 'shift-nothing-open', {});
  const shown = numbers.slice(0, MAX_TICKETS);
  const [tickets, tried] = [await findTickets(tx, shown), await listTried(tx, shown)];
  const lines: string[] = [];
  for (const number of shown) {
    const ticket = tickets.find((one) => one.number === number);
    if (ticket) lines.push(await tellTicket(work, reader, ticket, tried.get(number) ?? []));
  }
  const left = numbers.length - lines.length;
  const more = left > 0 ? [smsText(hotline, language, 'more', { count: String(left) })] : [];
  return [...lines, ...more].join('; ');
}

async function tellTicket(
  work: HotlineWork,
  reader: Reader,
  ticket: Ticket,
  tried: readonly string[],
): Promise<string> {
  const line = await ticketLine(work, reader, ticket);
  const say = (text: string, vars: Record<string, string> = {}) =>
    smsText(work.hotline, reader.language, text, { line, ...vars });
  if (ticket.acknowledgedBy !== null)
    return say('shift-ticket-held', { 'engineer-name': await nameOf(work.tx, ticket.acknowledgedBy) });
  if (tried.length === 0) return say('shift-ticket-new');
  return say('shift-ticket-tried', { tried: tried.slice(0, MAX_TRIED).join(', ') });
}
