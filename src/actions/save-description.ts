import { changeTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline.ts';
import { defineAction } from './action.ts';

/** The caller's description becomes part of the ticket of this call. */
export const saveDescription = defineAction(['saved'], async (_desk, { tx, now, visit }) => {
  const { ticket, recording, 'recording-seconds': seconds } = visit.vars;
  if (ticket && recording) {
    await changeTicket(tx, ticket, { recordingSid: recording });
    const detail = { recording, seconds: Number(seconds) };
    await addEvent(tx, ticket, { at: now, kind: 'described', actor: 'caller', detail });
  }
  return { outcome: 'saved' };
});
