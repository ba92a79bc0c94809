import { findTalk } from '../callbacks/find-talk.ts';
import { isListenedTo } from '../listening/is-listened-to.ts';
import { CALL_IN_STEP } from '../paging/page.ts';
import { changePage, findPagesOfCall } from '../paging/page-store.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { engineerOrSupervisors } from '../users/actor.ts';
import { defineAction } from './action.ts';

/** Whoever was called into a talk joins it, as long as it goes on. */
export const joinTalk = defineAction(
  {
    joining: {},
    // the announcement was made before they came
    'listened-to': {},
    over: {},
  },
  async (_desk, { tx, now, call }) => {
    const ticket = await lockTicket(tx, call.ticketNumber ?? '0');
    const page = (await findPagesOfCall(tx, call.id)).find(({ step }) => step === CALL_IN_STEP);
    if (!ticket || !page) return { outcome: 'over' };
    await changePage(tx, page.id, { status: 'acknowledged', at: now });
    if ((await findTalk(tx, ticket.number)) === null) return { outcome: 'over' };
    await addEvent(tx, ticket.number, {
      at: now,
      kind: 'called-in',
      actor: engineerOrSupervisors(call.engineer),
    });
    return { outcome: (await isListenedTo(tx, ticket.number)) ? 'listened-to' : 'joining' };
  },
);
