import type { Work } from '../../platform/db/work.ts';
import { ensureTimer, setTimer } from '../../platform/timers/timer-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { dropPaidCounts, takeUntoldPinCounts } from '../customers/pin-count-store.ts';
import { houseZone } from './house-zone.ts';
import { notifySupervisors } from './notify.ts';

/** There is one summary for everything. */
const SUBJECT = 'all';
/** What happens within so long after the first is told in one text. */
const COLLECT_MS = 5 * 60_000;
/** As long as it goes on, the next text comes so much later. */
const AGAIN_MS = 30 * 60_000;
/** So many characters of customer numbers fit into one text. */
const ROOM = 24;

/** A budget of wrong PINs is spent: the supervisors will be told, together with what else is in the next minutes. */
export async function planToTellOfWrongPins({ tx, now }: Work): Promise<void> {
  await ensureTimer(tx, {
    kind: 'wrong-pins',
    subject: SUBJECT,
    dueAt: new Date(now.getTime() + COLLECT_MS),
  });
}

/** Tells the supervisors in one text how many wrong PINs there were since when, and for which customers. */
export async function tellOfWrongPins(work: HotlineWork): Promise<void> {
  const { tx, now } = work;
  const untold = await takeUntoldPinCounts(tx, now);
  await dropPaidCounts(tx, now);
  if (untold.length === 0) return;
  const customers = [...new Set(untold.flatMap(({ customer }) => customer ?? []))];
  const vars = {
    count: String(countOf(untold)),
    from: new Date(Math.min(...untold.map(({ since }) => since.getTime()))).toISOString(),
    zone: await houseZone(tx),
    customers: listed(customers),
  };
  await notifySupervisors(work, { text: customers.length > 0 ? 'wrong-pins' : 'wrong-pins-nobody', vars });
  await setTimer(tx, { kind: 'wrong-pins', subject: SUBJECT, dueAt: new Date(now.getTime() + AGAIN_MS) });
}

/** The sum over all callers has each wrong PIN in it that the others have, and is told of only when it is spent itself. */
function countOf(untold: Awaited<ReturnType<typeof takeUntoldPinCounts>>): number {
  const sumOf = (wanted: boolean) =>
    untold.filter(({ kind }) => (kind === 'all') === wanted).reduce((sum, { wrong }) => sum + wrong, 0);
  return Math.max(sumOf(true), sumOf(false));
}

/** As many as there is room for, and how many more: `100234, 100871, 200415 +2` */
function listed(numbers: readonly string[]): string {
  const named = numbers.filter(
    (_, index) => index === 0 || numbers.slice(0, index + 1).join(', ').length <= ROOM,
  );
  const more = numbers.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` +${more}` : ''}`;
}
