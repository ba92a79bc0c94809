import type { Logger } from '../../platform/log.ts';
import type { Call } from './call.ts';

/**
 * A line when somebody calls and one when a leg ends. `callSid` is the carrier's name for the leg, and the name by which every
 * other line about it is found, here and in the carrier's own log; `call` is ours. Numbers are masked by the log.
 */
export function logBegin(log: Logger, call: Call): void {
  log.info(nameOf(call), 'a call came in');
}

export function logEnd(log: Logger, call: Call): void {
  const { status, answeredAt, endedAt, ticketNumber: ticket } = call;
  const seconds = answeredAt && endedAt ? Math.round((endedAt.getTime() - answeredAt.getTime()) / 1_000) : 0;
  log.info({ ...nameOf(call), status, seconds, ticket }, 'a leg ended');
}

function nameOf({ id, sid, direction, party, fromNumber, toNumber }: Call) {
  return { call: id, callSid: sid, party, number: direction === 'inbound' ? fromNumber : toNumber };
}
