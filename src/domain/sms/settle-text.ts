import type { HotlineWork } from '../calls/hotline.ts';
import { findContact } from '../customers/customer-store.ts';
import { makeMessage } from './kept-text-store.ts';
import { tellOfKept } from './tell-kept.ts';

/** Its sender has not said which ticket they mean: a text is a message for the supervisors from now on. */
export async function settleText(work: HotlineWork, id: string): Promise<void> {
  const text = await makeMessage(work.tx, id);
  if (!text) return;
  const contact = text.contactId === null ? null : await findContact(work.tx, text.contactId);
  await tellOfKept(work, { ...text, who: contact?.name ?? text.from });
}
