import type { HotlineWork } from '../calls/hotline.ts';
import { notifySupervisors } from '../paging/notify.ts';
import { listLostCallers } from './reconciliation-store.ts';

/** More do not fit into an SMS; the call log has them all. */
const MAX_NAMED = 3;

/** The supervisors read whose calls went past us. @param calls ids of calls that brought no message */
export async function tellOfLostCalls(work: HotlineWork, calls: readonly string[]): Promise<void> {
  const { tx } = work;
  const callers = await listLostCallers(tx, calls);
  if (callers.length === 0) return;
  const named = callers.slice(0, MAX_NAMED).map(({ name, number }) => (name ? `${name} ${number}` : number));
  const more = callers.length - named.length;
  const open = [...named, ...(more > 0 ? [`+${more}`] : [])].join('; ');
  await notifySupervisors(work, { text: 'calls-lost', vars: { open } });
}
