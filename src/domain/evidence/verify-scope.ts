import type { ProofFile } from './proof-file.ts';

const DAY_MS = 24 * 3_600_000;
const OTHER = 'The heading of the file is not that of what is in it.';

/** The heading is that of what follows: of one ticket, or of a customer and a month, which may begin and end in any zone. */
export function scopeFaults({ scope, customer, tickets, entries }: ProofFile): string[] {
  if ('ticket' in scope) return tickets.length === 1 && tickets[0]?.number === scope.ticket ? [] : [OTHER];
  if (customer?.number !== scope.customer) return ['The file is of another customer than it says.'];
  const [year = 0, month = 1] = scope.month.split('-').map(Number);
  const [from, until] = [Date.UTC(year, month - 1) - DAY_MS, Date.UTC(year, month) + DAY_MS];
  const own = entries.flatMap((entry) => {
    const at = entry.fields.at;
    return entry.customer && Array.isArray(at) ? [Date.parse(at[0])] : [];
  });
  return own.length === 0 || own.some((at) => at >= from && at < until) ? [] : [OTHER];
}
