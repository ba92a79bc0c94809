import { findEngineer } from '../directory/engineer-store.ts';
import { writeSms } from '../messages/write-sms.ts';
import { describeTicket } from '../paging/describe-ticket.ts';
import { findTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline.ts';
import { defineAction } from './action.ts';

/** A recorded message joins a case that exists; whoever has the case is told. */
export const addMessage = defineAction(['added'], async (desk, { tx, now, visit }) => {
  const ticket = await findTicket(tx, visit.vars['asked-case'] ?? '');
  if (!ticket) return { outcome: 'added' };
  const { recording, 'recording-seconds': seconds } = visit.vars;
  const detail = { recording, seconds: Number(seconds) };
  await addEvent(tx, ticket.number, { at: now, kind: 'caller-message', actor: 'caller', detail });
  const engineer = ticket.acknowledgedBy === null ? null : await findEngineer(tx, ticket.acknowledgedBy);
  const to = engineer?.phones.find((phone) => !engineer.optedOut.includes(phone));
  if (engineer && to) {
    const sms = {
      audience: 'engineer' as const,
      to,
      language: engineer.languages[0] ?? 'en',
      text: 'message-added',
    };
    await writeSms(
      tx,
      desk.line,
      { ...sms, vars: await describeTicket(tx, ticket, now), ticketNumber: ticket.number },
      now,
    );
  }
  return { outcome: 'added' };
});
