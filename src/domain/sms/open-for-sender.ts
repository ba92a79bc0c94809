import type { Tx } from '../../platform/db/database.ts';
import { engineersByPhone } from '../oncall/engineers/engineer-store.ts';
import { openForEngineer } from '../paging/open-for-engineer.ts';
import { holderOf, type Sender } from './sender.ts';
import { findTicketsToldTo } from './sender-store.ts';

/**
 * The numbers of the tickets a sender knows of: all that can be named to them, and those that an order without a number
 * can mean. What they were only told of, as an account manager or a supervisor, is meant when nothing else is theirs.
 */
export async function openForSender(tx: Tx, sender: Sender): Promise<{ known: string[]; meant: string[] }> {
  const own = await openAt(tx, sender);
  const told = (await findTicketsToldTo(tx, holderOf(sender))).filter((number) => !own.includes(number));
  return { known: [...own, ...told], meant: own.length > 0 ? own : told };
}

/** Of everybody who shares the phone: an order without a number may mean any of it. */
async function openAt(tx: Tx, { engineer, number }: Sender): Promise<string[]> {
  const sharing = engineer ? await engineersByPhone(tx, number) : [];
  const open: string[] = [];
  for (const { key } of sharing) open.push(...(await openForEngineer(tx, key)));
  return [...new Set(open)];
}
