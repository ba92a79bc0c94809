import type { Hotline, HotlineWork } from '../calls/hotline.ts';
import { gatherOrderWords, gatherStageWords } from '../flow/order-words.ts';
import { tellProgress } from '../paging/tell-progress.ts';
import { progressSignature } from '../ticket-operations/signature/progress-signature.ts';
import { readStage } from '../tickets/signature-stage.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { isDoubtful } from './order-tail.ts';

/** Whether a text says how a ticket goes on: of a change of signatures a stage, of anything else a sentence. */
export function isProgress(hotline: Hotline, { kind }: Pick<Ticket, 'kind'>, text: string): boolean {
  return kind === 'signature' ? stageIn(hotline, text) !== null : text !== '';
}

/** The stage of a change of signatures that a text tells; null: none, or one that is not reached (`built? no`). */
export function stageIn({ script }: Hotline, text: string): ReturnType<typeof readStage> {
  const prompts = [...script.prompts.values()];
  return isDoubtful(text, gatherOrderWords(prompts)) ? null : readStage(text, gatherStageWords(prompts));
}

/**
 * `F 4711 K7Q built`, or a sentence where the ticket is no change of signatures: it is noted, and the customer is told.
 * @returns the text that answers it
 */
export async function progressBySms(
  work: HotlineWork,
  ticket: Ticket,
  { by, text }: { by: string; text: string },
): Promise<string> {
  const { hotline } = work;
  const read = stageIn(hotline, text);
  if (ticket.kind === 'signature') {
    if (!read) return 'which-stage';
    return progressSignature(work, { ticketNumber: ticket.number, by, channel: 'sms', ...read });
  }
  if (ticket.status === 'closed') return 'closed';
  return (await tellProgress(work, { ticket, by, text })) ? 'noted' : 'noted-untold';
}
