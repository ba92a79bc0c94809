import type { Line } from '../calls/line.ts';
import type { Tx } from '../db/database.ts';
import { changeOptOut, type Engineer } from '../directory/engineer-store.ts';
import { noteOptOut } from '../paging/replace-by-call.ts';

/** An engineer's number opted out of SMS (the carrier will deliver none to it any more), or back in. */
export async function changeSmsConsent(
  tx: Tx,
  line: Line,
  engineer: Engineer,
  number: string,
  word: 'opt-out' | 'opt-in',
  now: Date,
): Promise<void> {
  if (word === 'opt-out') await noteOptOut(tx, line, engineer, number, now);
  else await changeOptOut(tx, engineer.key, number, false);
}
