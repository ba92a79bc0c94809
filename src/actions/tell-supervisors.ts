import type { Line } from '../calls/line.ts';
import type { Tx } from '../db/database.ts';
import { supervisorPhones } from '../directory/engineer-store.ts';
import { writeSms } from '../messages/write-sms.ts';

/** Tells every supervisor by SMS of something that is no ticket. `text` is a name under `sms` in voice-flows/prompts/. */
export async function tellSupervisors(
  tx: Tx,
  line: Line,
  text: string,
  vars: Record<string, string>,
  now: Date,
): Promise<void> {
  const language = line.script.languages[0]?.language ?? 'en';
  for (const to of await supervisorPhones(tx)) {
    await writeSms(tx, line, { audience: 'supervisor', to, language, text, vars }, now);
  }
}
