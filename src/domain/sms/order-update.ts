import { findCustomer } from '../customers/customer-store.ts';
import { cutText } from '../messages/shorten.ts';
import { drawPageCode, readPageCode } from '../paging/page-code.ts';
import { mayUpdate, tellContacts, type UpdateWork } from '../service-updates/send-update.ts';
import { type AuthorRole, DRAFT_MS, MAX_UPDATE_LENGTH, roleOf } from '../service-updates/service-update.ts';
import { countWrongCode, replaceDraft, takeDraft } from '../service-updates/service-update-store.ts';
import { plainReply, type Reply } from './reply.ts';
import type { Sender } from './sender.ts';

/** After so many wrong codes a draft is gone. */
const MAX_WRONG_CODES = 3;
/** So much of it stands in the question whether it is to go: the rest is cut to one part. */
const MAX_QUOTE = 160;

/** `OK K7Q`: no text that short is meant for anybody but us. */
const CONFIRMED = /^ok(?:\s+(?<code>[\p{L}\p{N}]{1,10}))?[.!]*$/iu;

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
 * our reply, `U 100234 OK K7Q`: a number can be forged, and the reply reaches the real phone only.
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
  const confirmed = CONFIRMED.exec(text);
  if (confirmed) return confirmDraft(work, draft, confirmed.groups?.code ?? null);
  if (text.length > MAX_UPDATE_LENGTH)
    return plainReply('update-too-long', { ...about, count: String(MAX_UPDATE_LENGTH) });
  return keepDraft(work, draft, text);
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
  typed: string | null,
): Promise<Reply> {
  const { tx, now } = work;
  const allowed = await mayUpdate(work, customerNumber);
  if ('refused' in allowed) return plainReply(`update-${allowed.refused}`, about);
  const ofAuthor = { customerNumber, author };
  const since = new Date(now.getTime() - DRAFT_MS);
  const update = await takeDraft(tx, ofAuthor, readPageCode(typed) ?? '', { since, now });
  if (!update) {
    await countWrongCode(tx, ofAuthor, MAX_WRONG_CODES);
    return plainReply('update-no-draft', about);
  }
  return plainReply('update-sent', { ...about, count: String(await tellContacts(work, update)) });
}
