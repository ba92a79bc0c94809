import type { ProofFile } from './proof-file.ts';
import { provenOf } from './verify-told.ts';

const DAY_MS = 24 * 3_600_000;
const OTHER = 'The heading of the file is not that of what is in it.';

/**
 * The heading is that of what follows: of one ticket, or of a customer and a month, which may begin and end in any zone. Of a
 * month no ticket is left untold, as far as it was opened in it by the clocks of all zones.
 */
export function scopeFaults({ scope, customer, tickets, entries }: ProofFile): string[] {
  if ('ticket' in scope) return tickets.length === 1 && tickets[0]?.number === scope.ticket ? [] : [OTHER];
  if (customer?.number !== scope.customer) return ['The file is of another customer than it says.'];
  const [year = 0, month = 1] = scope.month.split('-').map(Number);
  const [from, until] = [Date.UTC(year, month - 1) - DAY_MS, Date.UTC(year, month) + DAY_MS];
  const own = entries.flatMap((entry) => {
    const at = entry.fields.at;
    return entry.customer && Array.isArray(at) ? [Date.parse(at[0])] : [];
  });
  const faults = own.length === 0 || own.some((at) => at >= from && at < until) ? [] : [OTHER];
  const told = new Set(tickets.map(({ number }) => number));
  const surely = { from: from + 2 * DAY_MS, until: until - 2 * DAY_MS };
  for (const [number, members] of provenOf(entries)) {
    const openedAt = Date.parse(members.get('openedAt') ?? '');
    const isOfMonth = openedAt >= surely.from && openedAt < surely.until;
    if (isOfMonth && !told.has(number))
      faults.push(`Ticket ${number} was opened in the month, and the file does not tell of it.`);
  }
  return faults;
}
