import type { Line } from '../calls/line.ts';
import type { Tx } from '../db/database.ts';
import { findEngineer } from '../directory/engineer-store.ts';
import { takeDigest } from '../tickets/digest-store.ts';
import { languageOf } from './find-recipients.ts';
import { listTicketsInWords } from './list-tickets.ts';
import { textEngineer } from './text-people.ts';

/** The TAM's morning: the milder tickets of their customers since the last digest, in one SMS. */
export async function sendDigest(tx: Tx, line: Line, engineerKey: string, now: Date): Promise<void> {
  const manager = await findEngineer(tx, engineerKey);
  const tickets = await takeDigest(tx, engineerKey, now);
  if (!manager || tickets.length === 0) return;
  const language = languageOf(line, manager.languages);
  const vars = { open: await listTicketsInWords(tx, line, language, tickets, now) };
  await textEngineer(tx, line, engineerKey, { text: 'tam-digest', vars }, now);
}
