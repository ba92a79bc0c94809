import type { Line } from '../calls/line.ts';
import type { Tx } from '../db/database.ts';
import { supervisorPhones } from '../directory/engineer-store.ts';
import { writeSms } from '../messages/write-sms.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { describeTicket } from './describe-ticket.ts';

/** Tells every supervisor by SMS. `text` is a name under `sms` in voice-flows/prompts/. */
export async function alarmSupervisors(
  tx: Tx,
  line: Line,
  ticket: Ticket,
  text: string,
  now: Date,
): Promise<void> {
  const vars = await describeTicket(tx, ticket, now);
  const language = line.script.languages[0]?.language ?? 'en';
  for (const to of await supervisorPhones(tx)) {
    await writeSms(
      tx,
      line,
      { audience: 'supervisor', to, language, text, vars, ticketNumber: ticket.number },
      now,
    );
  }
}
