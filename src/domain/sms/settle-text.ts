import type { HotlineWork } from '../calls/hotline.ts';
import { contactsByPhone } from '../customers/customer-store.ts';
import { namesOf } from './customer-sms.ts';
import { makeMessage } from './kept-text-store.ts';
import { tellOfKept } from './tell-kept.ts';

/** Its sender has not said which ticket they mean: a text is a message for the supervisors from now on. */
export async function settleText(work: HotlineWork, id: string): Promise<void> {
  const text = await makeMessage(work.tx, id);
  if (!text) return;
  const contacts = await contactsByPhone(work.tx, text.from, work.now);
  await tellOfKept(work, { ...text, who: namesOf(contacts) || text.from });
}
