import type { Tx } from '../../platform/db/database.ts';
import { saltsLeft } from './field-salts.ts';
import { type Forgettable, listForgettable, saveKeptSalts } from './forget-store.ts';
import { mayBeHidden, WITHHELD } from './ticket-facts.ts';

/** What was written or said about tickets can be proven no more: its salts are gone, and all other fields keep theirs. */
export async function forgetTexts(tx: Tx, ticketNumbers: readonly string[]): Promise<void> {
  const leaves = await listForgettable(tx, { ticketNumbers });
  await forget(tx, leaves, (name) => WITHHELD.includes(name));
}

/**
 * Details of a customer's timelines that name somebody, before they are blotted out there.
 * @param pattern a regular expression over the details in JSON, without regard to case
 */
export async function forgetMentions(tx: Tx, customers: readonly string[], pattern: string): Promise<void> {
  const leaves = await listForgettable(tx, { customers, pattern });
  await forget(tx, leaves, mayBeHidden);
}

async function forget(
  tx: Tx,
  leaves: readonly Forgettable[],
  isForgotten: (name: string) => boolean,
): Promise<void> {
  const kept = leaves.flatMap((leaf) => {
    if (!leaf.names.some(isForgotten)) return [];
    const left = Object.entries(saltsLeft(leaf, leaf.names)).filter(([name]) => !isForgotten(name));
    return [{ id: leaf.id, salts: Object.fromEntries(left) }];
  });
  if (kept.length > 0) await saveKeptSalts(tx, kept);
}
