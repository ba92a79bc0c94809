import type { ProofEntry, ProofFile } from './proof-file.ts';

/**
 * Whether a customer's month is whole at its edges, too: the fact that closes it says with how many facts and tickets it was,
 * from which one on. Without that fact, which a month that runs does not have, this is to be known.
 */
export function isMonthWhole({ scope, entries }: ProofFile): { faults: string[]; notes: string[] } {
  if (!('month' in scope)) return { faults: [], notes: [] };
  const own = entries.filter(({ customer }) => customer);
  const closings = own.filter(
    (entry) => shown(entry, 'fact') === 'month-closed' && shown(entry, 'month') === scope.month,
  );
  if (closings.length === 0)
    return {
      faults: [],
      notes: [
        'The month is not closed in this file: facts before its first and after its last one may be missing.',
      ],
    };
  return { faults: closings.flatMap((closing) => closingFaults(closing, own)), notes: [] };
}

function closingFaults(closing: ProofEntry, own: readonly ProofEntry[]): string[] {
  const [first, facts, tickets] = ['first', 'facts', 'tickets'].map((name) => Number(shown(closing, name)));
  const closed = own.filter(({ order }) => order >= (first ?? 0) && order < closing.order);
  const opened = closed.filter(
    (entry) => shown(entry, 'fact') === 'timeline' && shown(entry, 'kind') === 'opened',
  );
  const faults: string[] = [];
  if (closed.length !== facts || closing.order - (first ?? 0) !== facts)
    faults.push(
      `The month was closed with ${facts} facts, from number ${first} on; the file has ${closed.length} of them.`,
    );
  if (opened.length !== tickets)
    faults.push(`The month was closed with ${tickets} tickets; the file has ${opened.length} of them.`);
  return faults;
}

function shown({ fields }: ProofEntry, name: string): string | undefined {
  const field = fields[name];
  return Array.isArray(field) ? field[0] : undefined;
}
