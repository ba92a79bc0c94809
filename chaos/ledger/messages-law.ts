import { groupBy } from './group-by.ts';
import type { Breach, Ledger } from './law.ts';

/** "We could not reach you" may be written after each try. */
const MAY_COME_AGAIN = /could not reach|nicht erreicht/;

/** No customer got the same message twice: neither one message of ours twice, nor two that say the same. */
export function messagesLaw({ seen, books }: Ledger): Breach[] {
  const messages = new Map(books.messages.map((message) => [message.id, message]));
  const toCustomers = seen.messages.filter(({ id }) => messages.get(id)?.audience === 'customer');
  const twice = [...groupBy(toCustomers, ({ id }) => id)].filter(([, sent]) => sent.length > 1);
  const same = [...groupBy(toCustomers, ({ to, body }) => `${to} ${body}`)].filter(
    ([text, sent]) => new Set(sent.map(({ id }) => id)).size > 1 && !MAY_COME_AGAIN.test(text),
  );
  return [
    ...twice.map(
      ([id, sent]): Breach => ({ sort: 'doubled', of: 'messages', what: `${id} ${sent.length} times` }),
    ),
    ...same.map(([text]): Breach => ({ sort: 'doubled', of: 'messages', what: text })),
  ];
}

/** Pages that the carrier accepted more than once: allowed, since a second page is better than none. */
export function pagesSentAgain({ seen, books }: Ledger): number {
  const messages = new Map(books.messages.map((message) => [message.id, message]));
  const pages = seen.messages.filter(({ id }) => messages.get(id)?.audience !== 'customer');
  const again = (groups: Map<string, unknown[]>) =>
    [...groups.values()].filter((sent) => sent.length > 1).length;
  return again(groupBy(pages, ({ id }) => id)) + again(groupBy(seen.legs, ({ callId }) => callId));
}
