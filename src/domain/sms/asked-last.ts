import type { HotlineWork } from '../calls/hotline.ts';
import { findLastTextTo } from '../messages/message-store.ts';
import type { Engineer } from '../oncall/engineers/engineer-store.ts';
import { DRAFT_MS } from '../service-updates/service-update.ts';
import { findLastDraft } from '../service-updates/service-update-store.ts';
import type { ParsedSms } from './order-grammar.ts';

/** Texts that ask for a yes to something that is no ticket: by a draft of a service update, or by a shift. */
const ASKS_FOR_UPDATE = ['update-asked', 'update-needs-code'];
const ASKS_FOR_SHIFT = ['cover-asked', 'swap-asked', 'swap-asked-own', 'cover-which'];
/** So long a question is what its reader answers. */
const IN_MIND_MS = 24 * 3_600_000;

/** The sign of the order, alone: nobody says yes to anything else by it. */
const SIGN = /^\P{L}*\p{L}\P{L}*$/u;

/**
 * `OK` or `Take`, with no number, right below a question of ours about something else than a ticket: it is an answer to that,
 * and takes no ticket. As that it lacks a code or a number, and is asked for it.
 * @returns what it is about; null: the ticket that is open for its sender
 */
export async function readAnswerToLast(
  { tx, now }: HotlineWork,
  { key }: Engineer,
  { from, body }: { from: string; body: string },
): Promise<ParsedSms | null> {
  if (SIGN.test(body)) return null;
  const asked = (await findLastTextTo(tx, from, new Date(now.getTime() - IN_MIND_MS))) ?? '';
  if (ASKS_FOR_SHIFT.includes(asked)) return { command: 'cover', ticket: null, code: null, text: 'yes' };
  if (!ASKS_FOR_UPDATE.includes(asked)) return null;
  const ticket = await findLastDraft(tx, key, new Date(now.getTime() - DRAFT_MS));
  return ticket === null ? null : { command: 'update', ticket, code: null, text: 'OK' };
}
