import type { Line } from '../calls/line.ts';
import type { Tx } from '../db/database.ts';
import { findEngineer } from '../directory/engineer-store.ts';
import { writeSms } from '../messages/write-sms.ts';
import { takeDigest } from '../tickets/digest-store.ts';
import { languageOf } from './find-recipients.ts';
import { listTicketsInWords } from './list-tickets.ts';

/** The TAM's morning: the milder tickets of their customers since the last digest, in one SMS. */
export async function sendDigest(tx: Tx, line: Line, engineerKey: string, now: Date): Promise<void> {
  const manager = await findEngineer(tx, engineerKey);
  const tickets = await takeDigest(tx, engineerKey, now);
  const to = manager?.phones.find((phone) => !manager.optedOut.includes(phone));
  if (!manager || !to || tickets.length === 0) return;
  const language = languageOf(line, manager.languages);
  const vars = { open: await listTicketsInWords(tx, line, language, tickets, now) };
  await writeSms(tx, line, { audience: 'engineer', to, language, text: 'tam-digest', vars }, now);
}
