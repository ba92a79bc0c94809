/** The answer to a command: a text under `sms` in voice-flows/prompts/, and its values. */
export interface Reply {
  text: string;
  vars: Record<string, string>;
  ticketNumber: string | null;
}

/** One that belongs to no ticket. */
export function plainReply(text: string, vars: Record<string, string> = {}): Reply {
  return { text, vars, ticketNumber: null };
}
