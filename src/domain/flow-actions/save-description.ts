import { showTranscript } from '../recordings/transcript-store.ts';
import { addCallerMessage } from '../ticket-operations/add-caller-message.ts';
import { changeTicket, findTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { defineAction } from './action.ts';

/** The caller's description becomes part of the ticket of this call; about one that was open already it is a message. */
export const saveDescription = defineAction(
  {
    saved: {},
  },
  async (deps, { tx, now, visit }) => {
    const { ticket: number, recording } = visit.vars;
    if (!number || !recording) return { outcome: 'saved' };
    const detail = { recording, seconds: Number(visit.vars['recording-seconds']) };
    const joined = visit.vars['joined-case'] === number ? await findTicket(tx, number) : null;
    if (joined) {
      await addCallerMessage({ tx, hotline: deps.hotline, now }, joined, detail);
      return { outcome: 'saved' };
    }
    await changeTicket(tx, number, { recordingSid: recording });
    await showTranscript(tx, number);
    await addEvent(tx, number, { at: now, kind: 'described', actor: 'caller', detail });
    return { outcome: 'saved' };
  },
);
