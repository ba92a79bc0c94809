import type { HotlineWork } from '../calls/hotline.ts';
import { languageOf } from '../escalation/find-recipients.ts';
import { signOf } from '../flow/order-words.ts';
import { textsSince } from '../messages/message-store.ts';
import { smsText } from '../messages/write-sms.ts';
import type { Engineer } from '../oncall/engineers/engineer-store.ts';
import { answerShiftRequest } from '../shift-requests/answer-shift-request.ts';
import { findInvitation, listOpenInvitations } from '../shift-requests/invitation-store.ts';
import { findShiftRequest } from '../shift-requests/shift-request-store.ts';
import { describeRequest } from '../shift-requests/tell-shifts.ts';
import type { ParsedReply, ParsedSms } from './order-grammar.ts';
import { plainReply, type Reply } from './reply.ts';
import type { Sender } from './sender.ts';

/** Five digits can be guessed by whoever may try often enough: so many texts of a number are read in this time. */
const MAX_TEXTS = 20;
const WITHIN_MS = 60 * 60_000;
/** More do not fit a text. */
const MAX_LISTED = 3;

/** `S 12345` takes the shift that its sender was asked for, `S 12345 N` does not; `S` tells what they were asked. */
export async function orderCover(
  work: HotlineWork,
  { engineer, number }: Sender,
  { ticket, text }: Pick<ParsedSms, 'ticket' | 'text'>,
): Promise<Reply> {
  const { tx, now } = work;
  if (!engineer) return plainReply('cover-none');
  if (ticket === null) return listAsked(work, engineer, number);
  const texts = await textsSince(tx, number, new Date(now.getTime() - WITHIN_MS));
  const invitation = texts.length > MAX_TEXTS ? null : await findInvitation(tx, engineer.key, ticket);
  if (!invitation) return plainReply('cover-unknown');
  const answer = text === 'no' ? 'no' : 'yes';
  const given = { requestId: invitation.requestId, engineer: engineer.key, answer, channel: 'sms' } as const;
  const { words } = await answerShiftRequest(work, given, {
    id: null,
    kind: 'engineer',
    name: engineer.name,
  });
  return plainReply(words.text, words.vars);
}

/** `Yes 12345`, `N 12345`: as clear, where its number is that of a question to them. */
export async function readCoverReply(
  { tx }: HotlineWork,
  engineer: Engineer,
  { reply: said, ticket, text }: ParsedReply,
): Promise<(ParsedSms & { command: 'cover' }) | null> {
  if (said === 'unknown' || ticket === null || text !== '') return null;
  if (!(await findInvitation(tx, engineer.key, ticket))) return null;
  return { command: 'cover', ticket, code: null, text: said };
}

async function listAsked(work: HotlineWork, engineer: Engineer, reader: string): Promise<Reply> {
  const { tx, hotline } = work;
  const language = languageOf(hotline, engineer.languages);
  const asked = (await listOpenInvitations(tx, engineer.key)).slice(0, MAX_LISTED);
  const [first] = asked;
  if (!first) return plainReply('cover-none');
  const lines: string[] = [];
  for (const { requestId, number } of asked) {
    const request = await findShiftRequest(tx, requestId);
    const vars = request ? { ...(await describeRequest(work, request)), number, reader } : null;
    if (vars) lines.push(smsText(hotline, language, 'cover-line', vars));
  }
  const order = signOf('cover', hotline.script.prompts.values());
  return plainReply('cover-which', { open: lines.join('; '), order, number: first.number });
}
