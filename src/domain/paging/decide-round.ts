import type { Decision } from '../tickets/decision.ts';
import type { Ticket } from '../tickets/ticket.ts';

/** The policy begins anew at an instant, from its first step. */
export function decideRound({ round }: Pick<Ticket, 'round'>, from: Date) {
  return {
    change: { round: round + 1, pagingFrom: from, nextStep: 0 },
    timers: [{ kind: 'escalate', dueAt: from }],
  } as const satisfies Decision;
}
