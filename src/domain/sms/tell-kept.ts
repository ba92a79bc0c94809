import type { HotlineWork } from '../calls/hotline.ts';
import { cutText } from '../messages/shorten.ts';
import { notifySupervisors } from '../paging/notify.ts';
import { countKept } from './kept-text-store.ts';

const HOUR_MS = 60 * 60_000;
/** So many an hour are told of one by one, and of the rest every tenth; all stand on the board. */
const MAX_TOLD_PER_HOUR = 5;
const TOLD_OF_EVERY = 10;
/** What is told of it is cut to one part; this bounds the cutting. */
const MAX_QUOTE = 160;

/** The supervisors learn that a customer has written what belongs to no ticket. It is kept already. */
export async function tellOfKept(
  work: HotlineWork,
  { from, who, body }: { from: string; who: string; body: string },
): Promise<void> {
  const { tx, now } = work;
  const ofNumber = await countKept(tx, from, new Date(now.getTime() - HOUR_MS));
  if (ofNumber > MAX_TOLD_PER_HOUR && ofNumber % TOLD_OF_EVERY !== 0) return;
  await notifySupervisors(work, {
    text: 'text-left',
    vars: { sender: who, quote: cutText(body, MAX_QUOTE) },
  });
}
