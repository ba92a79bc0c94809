import { textEngineer } from '../paging/text-people.ts';
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
  if (ticket.acknowledgedBy !== null) {
    await textEngineer(tx, desk.line, ticket.acknowledgedBy, { text: 'message-added', ticket }, now);
  }
  return { outcome: 'added' };
});
