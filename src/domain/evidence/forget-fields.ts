import type { Tx } from '../../platform/db/database.ts';
import { listForgettable, type Salted, saveKeptSalts } from './forget-store.ts';
import { fieldSalt } from './statement.ts';
import { WITHHELD } from './ticket-facts.ts';

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
  await forget(tx, leaves, (name) => name.startsWith('detail.'));
}

async function forget(
  tx: Tx,
  leaves: readonly Salted[],
  isForgotten: (name: string) => boolean,
): Promise<void> {
  const kept = leaves.flatMap(({ id, names, salt, keptSalts }) => {
    const left = names.filter((name) => !isForgotten(name));
    if (left.length === names.length) return [];
    const salts = left.flatMap((name) => {
      const own = salt ? fieldSalt(salt, name) : keptSalts?.[name];
      return own === undefined ? [] : [[name, own] as const];
    });
    return [{ id, salts: Object.fromEntries(salts) }];
  });
  if (kept.length > 0) await saveKeptSalts(tx, kept);
}
