import { decideEscalation, type Escalation } from '../../paging/decide-escalation.ts';
import { enter, type RunningTicket } from '../running-ticket.ts';
import { sendPlayedPage } from './send-page.ts';
import type { Stage } from './stage.ts';

const NOBODY: ReadonlySet<string> = new Set();
/** Who is worn out by the night before is not played. */
const NOBODY_RESTS: ReadonlyMap<string, Date> = new Map();

/** The alarm of a ticket that looks for somebody rings, see `escalate`. */
export function escalatePlayed(stage: Stage, running: RunningTicket, at: number): void {
  const { ticket, window, policy, group } = running;
  const rows = {
    ticket,
    window,
    policy,
    people: group.people,
    declined: saidNo(running, at),
    resting: NOBODY_RESTS,
    flood: null,
    before: stage.turns.before(running),
  };
  const { acts, change, timers } = decideEscalation(rows, new Date(at));
  if (ticket.status === 'open') enterSearch(running, acts, at);
  for (const act of acts)
    if ('event' in act) stage.note(running, act.event, at);
    else sendPlayedPage(stage, running, act.page, at);
  stage.apply(running, { change, timers }, at);
}

/** The last resort alone says nothing of who is on call. */
function enterSearch(running: RunningTicket, acts: Escalation['acts'], at: number): void {
  if (!acts.some((act) => 'event' in act && act.event.kind === 'step')) return;
  const isAnybody = acts.some((act) => 'page' in act && act.page.recipient.engineer !== null);
  enter(running, isAnybody ? 'not-acknowledged' : 'nobody-on-call', at);
}

function saidNo({ declined }: RunningTicket, at: number): ReadonlySet<string> {
  if (declined.size === 0) return NOBODY;
  return new Set([...declined].flatMap(([key, until]) => (until > at ? [key] : [])));
}
