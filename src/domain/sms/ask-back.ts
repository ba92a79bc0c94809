import type { ParsedSms } from './order-grammar.ts';
import type { Reply } from './run-command.ts';

/** More numbers than these do not fit one SMS with the rest of the text. */
const MAX_TOLD = 4;

/** The letters of the orders that take a remark, and so always a number: a sentence is easily meant for another ticket. */
const LETTERS = { answered: 'D', progress: 'F' } as const;

/**
 * What is asked back when a message is no order, or lacks the number it needs; null if there is nothing to ask.
 * @param open the numbers that can be meant
 */
export function askBack(
  { command, ticket }: Pick<ParsedSms, 'ticket'> & { command: string },
  open: readonly string[],
): Reply | null {
  const [first] = open;
  const letter = command === 'answered' || command === 'progress' ? LETTERS[command] : undefined;
  if (command !== 'unknown' && (letter === undefined || ticket !== null)) return null;
  if (first === undefined)
    return { text: letter ? 'nothing-open' : 'not-understood', vars: {}, ticketNumber: null };
  const vars = { open: tellOpen(open), ticket: first, ...(letter ? { order: letter } : {}) };
  return { text: letter ? 'needs-number' : 'not-understood-open', vars, ticketNumber: null };
}

function tellOpen(open: readonly string[]): string {
  return open.slice(0, MAX_TOLD).join(', ') + (open.length > MAX_TOLD ? ' ...' : '');
}
