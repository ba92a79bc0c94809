import type { HotlineWork } from '../calls/hotline.ts';
import { askForTest } from '../readiness/ask-for-test.ts';
import { confirmByReply } from '../readiness/confirm-test.ts';
import type { TestRefusal } from '../readiness/decide-test.ts';
import { plainReply, type Reply } from './reply.ts';
import type { Sender } from './sender.ts';

/** T: alone it asks for a test, a text to the phone it came from and a call; with the code of one it says that it arrived. */
export async function orderTest(
  work: HotlineWork,
  { engineer, number }: Sender,
  code: string | null,
): Promise<Reply> {
  if (!engineer) return plainReply('test-nobody');
  if (code !== null) {
    const shown = code.slice(0, MAX_SHOWN);
    return plainReply(CONFIRMED[await confirmByReply(work, engineer.key, code)], { code: shown });
  }
  const wanted = { engineer: engineer.key, number, isOwn: true, how: 'sms', by: engineer.name } as const;
  const text = await askForTest(work, { ...wanted, channel: 'sms' });
  const call = await askForTest(work, { ...wanted, channel: 'call' });
  if (!call.test) return plainReply(text.test ? 'test-asked-text' : REFUSED[call.refused]);
  if (text.test) return plainReply('test-asked');
  return plainReply(text.refused === 'soon' ? 'test-asked-call' : 'test-no-texts');
}

/** What somebody typed is told back as far as it can be a code. */
const MAX_SHOWN = 8;

const CONFIRMED = { confirmed: 'test-confirmed', late: 'test-late', other: 'test-other' } as const;

/** Why there is neither a text nor a call; whoever writes from a phone of theirs is in force and has one. */
const REFUSED: Record<TestRefusal, string> = {
  unknown: 'test-nobody',
  'not-theirs': 'test-nobody',
  'opted-out': 'test-nobody',
  landline: 'test-nobody',
  away: 'test-nobody',
  soon: 'test-soon',
  many: 'test-many',
};
