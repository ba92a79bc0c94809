import type { Line } from '../calls/line.ts';
import type { Tx } from '../db/database.ts';
import { changeOptOut, type Engineer, supervisorPhones } from '../directory/engineer-store.ts';
import { writeSms } from '../messages/write-sms.ts';

/**
 * An engineer's number opted out of SMS (the carrier will deliver none to it any more) or back in. From now on it is
 * paged by call only, and the supervisors know.
 */
export async function noteOptOut(
  tx: Tx,
  line: Line,
  engineer: Engineer,
  number: string,
  word: 'opt-out' | 'opt-in',
  now: Date,
): Promise<void> {
  await changeOptOut(tx, engineer.key, number, word === 'opt-out');
  if (word === 'opt-in') return;
  const language = line.script.languages[0]?.language ?? 'en';
  for (const to of await supervisorPhones(tx)) {
    const sms = {
      audience: 'supervisor' as const,
      to,
      language,
      text: 'opted-out',
      vars: { 'engineer-name': engineer.name },
    };
    await writeSms(tx, line, sms, now);
  }
}
