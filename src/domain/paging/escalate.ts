import { apart } from '../../platform/db/apart.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Work } from '../../platform/db/work.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { findPolicy } from '../escalation/find-policy.ts';
import { readTargetRows } from '../escalation/find-recipients.ts';
import { roundTimes } from '../escalation/step-times.ts';
import { readResting } from '../relief/read-resting.ts';
import type { DecidedEvent } from '../tickets/decision.ts';
import { seeksHelp } from '../tickets/hands.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { countBeforeAtOpening, lockTicket } from '../tickets/ticket-store.ts';
import { windowOf } from '../tickets/ticket-window.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { ticketAlarm } from '../tickets/urgency.ts';
import { writeDecision } from '../tickets/write-decision.ts';
import { engineerOrSupervisors } from '../users/actor.ts';
import {
  type DecidedPage,
  decideEscalation,
  type EscalationRows,
  NOBODY_MEANT,
} from './decide-escalation.ts';
import { waitsForOpening } from './decide-turn.ts';
import { findDeclined } from './decline-store.ts';
import { findFlood } from './flood.ts';
import { sendPage } from './send-page.ts';

/** Sets the alarm for a ticket's next step. */
export async function setEscalation(tx: Tx, ticket: Ticket, dueAt: Date): Promise<void> {
  await setTimer(tx, ticketAlarm(ticket, { kind: 'escalate', dueAt }));
}

/** Pages whoever is due at once about a ticket that was just opened, or sets the alarm for its first step. */
export async function beginPaging(work: HotlineWork, ticket: Ticket): Promise<void> {
  const { tx, now } = work;
  const policy = await findPolicy(tx, ticket.escalation);
  const { steps } = roundTimes(policy.steps, await windowOf(tx, ticket), ticket);
  const first = steps[0] ?? ticket.windowFrom;
  if (first <= now) await escalate(work, ticket.number);
  else await setEscalation(tx, ticket, first);
}

/**
 * A ticket's alarm has rung: what is due is done, and the alarm is set again, see `decideEscalation`. Nothing happens once
 * somebody has acknowledged, unless they are to be helped.
 * @param lost given where it has failed before: a page that cannot be written takes none of the others with it then, and is told
 *   to this. If none could be written, the next step follows at once
 */
export async function escalate(
  work: HotlineWork,
  ticketNumber: string,
  lost?: (error: unknown) => void,
): Promise<void> {
  const { tx, now } = work;
  const ticket = await lockTicket(tx, ticketNumber);
  if (!ticket || (ticket.status !== 'open' && !seeksHelp(ticket, now))) return;
  const { acts, ...decided } = decideEscalation(await readEscalation(work, ticket), now);
  let unwritten = 0;
  const pages = acts.filter((act) => 'page' in act);
  for (const act of acts) {
    if ('event' in act) await addEvent(tx, ticket.number, { at: now, ...act.event });
    else if (!lost) await sendPage(work, { ticket, ...act.page });
    else {
      const paging = (part: Tx) => sendPage({ ...work, tx: part }, { ticket, ...act.page });
      await apart(tx, paging, async (error) => {
        lost(error);
        unwritten += 1;
        await addEvent(tx, ticket.number, { at: now, ...endOfUnwritten(act.page) });
      });
    }
  }
  await writeDecision(work, ticket, decided);
  if (unwritten > 0 && unwritten === pages.length) await setEscalation(tx, ticket, now);
}

/** It ends like one that reached nobody. */
function endOfUnwritten({ recipient, channel }: DecidedPage): DecidedEvent {
  const detail = { engineer: engineerOrSupervisors(recipient.engineer), channel, reason: 'failed' };
  return { kind: 'page-ended', actor: 'hotline', detail };
}

async function readEscalation({ tx, now }: Work, ticket: Ticket): Promise<EscalationRows> {
  const [policy, window] = await Promise.all([findPolicy(tx, ticket.escalation), windowOf(tx, ticket)]);
  const targets = [...policy.steps.flatMap(({ page }) => page), ...policy.lastResort, ...NOBODY_MEANT];
  const [people, declined] = await Promise.all([
    readTargetRows(tx, ticket, targets, now),
    findDeclined(tx, ticket.number, now),
  ]);
  const [resting, flood, before] = await Promise.all([
    readResting(tx, people.schedules.values(), now),
    findFlood(tx, ticket, people, now),
    waitsForOpening(ticket) ? countBeforeAtOpening(tx, ticket) : 0,
  ]);
  return { ticket, window, policy, people, declined, resting, flood, before };
}
