import type { ProofEntry, ProofFile } from './proof-file.ts';

/** What was taken back, and what has not come about. */
const NOTHING = 'null';

/** Whether what is told of each ticket is what the facts in the ledger say. */
export function tellsTruth({ tickets, entries }: Pick<ProofFile, 'tickets' | 'entries'>): {
  faults: string[];
  notes: string[];
} {
  const proven = provenOf(entries);
  const faults: string[] = [];
  const unproven = new Set<string>();
  for (const { number, ...told } of tickets) {
    const facts = proven.get(number);
    if (!facts) {
      faults.push(`Ticket ${number}: no fact in the file is about it.`);
      continue;
    }
    for (const name of new Set([...Object.keys(told), ...facts.keys()])) {
      const said = String(told[name] ?? NOTHING);
      const fact = facts.get(name) ?? NOTHING;
      if (said === fact) continue;
      if (!facts.has(name)) unproven.add(name);
      else
        faults.push(
          `Ticket ${number}: the file tells ${name} ${said}, but what was written down is ${fact}.`,
        );
    }
  }
  const notes = unproven.size === 0 ? [] : [`Not proven by the ledger: ${[...unproven].sort().join(', ')}.`];
  return { faults, notes };
}

const PREFIX = 'ticket.';

/** What the facts say of each ticket: of each member the last word. */
export function provenOf(entries: readonly ProofEntry[]): Map<string, Map<string, string>> {
  const proven = new Map<string, Map<string, string>>();
  for (const { fields } of entries) {
    const { ticket } = fields;
    if (!Array.isArray(ticket)) continue;
    const known = proven.get(ticket[0]) ?? new Map<string, string>();
    proven.set(ticket[0], known);
    for (const [name, field] of Object.entries(fields))
      if (name.startsWith(PREFIX) && Array.isArray(field)) known.set(name.slice(PREFIX.length), field[0]);
  }
  return proven;
}
