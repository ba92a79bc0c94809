import { findCustomer } from '../customers/customer-store.ts';
import { gatherOrderWords } from '../flow/order-words.ts';
import { cutText } from '../messages/shorten.ts';
import type { Engineer } from '../oncall/engineers/engineer-store.ts';
import { drawPageCode, readPageCode } from '../paging/page-code.ts';
import { mayUpdate, tellContacts, type UpdateWork } from '../service-updates/send-update.ts';
import { type AuthorRole, DRAFT_MS, MAX_UPDATE_LENGTH, roleOf } from '../service-updates/service-update.ts';
import {
  countToldBy,
  countWrongCode,
  findDraftedFor,
  replaceDraft,
  takeDraft,
} from '../service-updates/service-update-store.ts';
import type { ParsedSms } from './order-grammar.ts';
import { isPolite } from './order-tail.ts';
import { plainReply, type Reply } from './reply.ts';
import type { Sender } from './sender.ts';

/** After so many wrong codes a draft is gone. */
const MAX_WRONG_CODES = 3;
/** A draft is in its author's mind for as long, and whoever confirms it too late is told so. */
const DRAFT_IN_MIND_MS = 24 * 3_600_000;
/** So much of it stands in the question whether it is to go: the rest is cut to one part. */
const MAX_QUOTE = 160;

/** `OK K7Q, danke`: no text that says no more is meant for anybody but us. */
const CONFIRMED = /^ok(?:[\s,:]+(?<code>[\p{L}\p{N}]{1,10}))?(?![\p{L}\p{N}])(?<rest>.*)$/isu;

interface Author {
  key: string;
  name: string;
  role: AuthorRole;
}

/** An update that is being written, and what its author is told of the customer. */
interface Draft {
  customerNumber: string;
  author: Author;
  about: Record<string, string>;
}

/**
 * `U 100234 text`: a TAM or deputy tells all contacts of a customer something. It goes once they have repeated the code of
 * our reply, `U 100234 OK K7Q` or `OK K7Q`: a number can be forged, and the reply reaches the real phone only.
 */
export async function orderUpdate(
  work: UpdateWork,
  { engineer }: Sender,
  { ticket: number, text }: { ticket: string | null; text: string },
): Promise<Reply> {
  if (number === null) return plainReply('update-needs-number');
  const customer = await findCustomer(work.tx, number);
  const role = customer && engineer && roleOf(customer, engineer.key);
  const vars = { 'customer-number': number };
  // whether there is such a customer is nothing to strangers
  if (!customer || !engineer || !role) return plainReply('update-not-yours', vars);
  const about = { ...vars, 'customer-name': customer.name };
  const author = { key: engineer.key, name: engineer.name, role };
  const draft = { customerNumber: number, author, about };
  if (text === '') return plainReply('update-needs-text', about);
  const confirmed = CONFIRMED.exec(text)?.groups;
  const words = gatherOrderWords(work.hotline.script.prompts.values());
  if (confirmed && isPolite(confirmed.rest ?? '', words, [engineer.name]))
    return confirmDraft(work, draft, confirmed.code ?? '');
  if (text.length > MAX_UPDATE_LENGTH)
    return plainReply('update-too-long', { ...about, count: String(MAX_UPDATE_LENGTH) });
  return keepDraft(work, draft, text);
}

/** `OK K7Q`: as clear, where its sender was asked whether an update is to be sent. */
export async function readUpdateReply(
  { tx, hotline, now }: UpdateWork,
  { key, name }: Engineer,
  text: string,
): Promise<(ParsedSms & { command: 'update' }) | null> {
  const confirmed = CONFIRMED.exec(text)?.groups;
  const code = readPageCode(confirmed?.code ?? null);
  const words = gatherOrderWords(hotline.script.prompts.values());
  if (code === null || !isPolite(confirmed?.rest ?? '', words, [name])) return null;
  const ticket = await findDraftedFor(tx, key, code, new Date(now.getTime() - DRAFT_IN_MIND_MS));
  return ticket === null ? null : { command: 'update', ticket, code: null, text };
}

async function keepDraft(
  work: UpdateWork,
  { customerNumber, author: { key: author, name: authorName, role }, about }: Draft,
  body: string,
): Promise<Reply> {
  const allowed = await mayUpdate(work, customerNumber);
  if ('refused' in allowed) return plainReply(`update-${allowed.refused}`, about);
  const code = drawPageCode();
  const update = {
    customerNumber,
    body,
    author,
    authorName,
    role,
    channel: 'sms',
    writtenAt: work.now,
  } as const;
  await replaceDraft(work.tx, update, code);
  const count = String(allowed.contacts);
  return plainReply('update-asked', { ...about, count, code, quote: cutText(body, MAX_QUOTE) });
}

async function confirmDraft(
  work: UpdateWork,
  { customerNumber, author: { key: author }, about }: Draft,
  typed: string,
): Promise<Reply> {
  const { tx, now } = work;
  const code = readPageCode(typed);
  if (code === null) return plainReply('update-needs-code', about);
  const allowed = await mayUpdate(work, customerNumber);
  const ofAuthor = { customerNumber, author };
  const since = new Date(now.getTime() - DRAFT_MS);
  const update = 'refused' in allowed ? null : await takeDraft(tx, ofAuthor, code, { since, now });
  // whoever hears nothing for a while writes it once more
  const told = update ? await tellContacts(work, update) : await countToldBy(tx, ofAuthor, code, since);
  if (told > 0) return plainReply('update-sent', { ...about, count: String(told) });
  if ('refused' in allowed) return plainReply(`update-${allowed.refused}`, about);
  await countWrongCode(tx, ofAuthor, MAX_WRONG_CODES);
  return plainReply('update-no-draft', about);
}
