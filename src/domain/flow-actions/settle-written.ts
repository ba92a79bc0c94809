import { answerBySms } from '../sms/answer-by-sms.ts';
import { settleClaim } from '../sms/claim-store.ts';
import { dropClaim } from '../sms/confirm-by-call.ts';
import { progressBySms } from '../sms/progress-by-sms.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { defineAction } from './action.ts';

/** An engineer says by key whether an SMS with their number was theirs: only then does what it says count. */
export const settleWritten = defineAction(
  {
    answered: {},
    'on-its-way': {},
    noted: {},
    denied: {},
    over: {},
  },
  async (deps, { tx, now, call, visit }) => {
    const work = { tx, hotline: deps.hotline, now };
    const ticket = await lockTicket(tx, call.ticketNumber ?? '0');
    if (visit.vars['written-confirmed'] !== '1') {
      await dropClaim(work, call.id, 'denied');
      return { outcome: 'denied' };
    }
    const claim = await settleClaim(tx, call.id, 'confirmed', now);
    if (!claim) return { outcome: 'over' };
    const { ticketNumber, engineer: by, text, command } = claim;
    const detail = { outcome: 'confirmed', order: command };
    await addEvent(tx, ticketNumber, { at: now, kind: 'confirmation', actor: by, detail });
    if (command === 'answered') {
      const outcome = await answerBySms(work, { ticketNumber, by, text, callId: call.id });
      if (outcome === 'answered') return { outcome };
      return { outcome: outcome === 'over' || outcome === 'unknown' ? 'over' : 'on-its-way' };
    }
    const progressed = ticket && (await progressBySms(work, ticket, { by, text }));
    return { outcome: progressed === 'noted' || progressed === 'noted-untold' ? 'noted' : 'over' };
  },
);
