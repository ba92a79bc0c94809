import { COMMANDS, type Command, ORDER_FACTS } from '../flow/order-words.ts';
import type { ParsedSms } from './order-grammar.ts';
import { plainReply, type Reply } from './reply.ts';
import { tellNumbers } from './ticket-numbers.ts';

/** Where words stand behind a number only, it is asked for: a sentence is easily meant for another ticket. */
const NEEDS_NUMBER = COMMANDS.filter((command) => ORDER_FACTS[command].remark === 'behind-number');

/**
 * What is asked back when a message is no order, or lacks the number it needs; null if there is nothing to ask.
 * @param open the numbers that can be meant
 * @param signOf how an order is typed
 */
export function askBack(
  { command, ticket }: Pick<ParsedSms, 'ticket'> & { command: string },
  open: readonly string[],
  signOf: (command: Command) => string,
): Reply | null {
  const [first] = open;
  const remarked = NEEDS_NUMBER.find((known) => known === command);
  const sign = remarked && signOf(remarked);
  if (command !== 'unknown' && (sign === undefined || ticket !== null)) return null;
  if (first === undefined) return plainReply(sign ? 'nothing-open' : 'not-understood');
  const vars = { open: tellNumbers(open), ticket: first, ...(sign ? { order: sign } : {}) };
  return plainReply(sign ? 'needs-number' : 'not-understood-open', vars);
}
