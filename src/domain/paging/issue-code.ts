import type { Work } from '../../platform/db/work.ts';
import { HotlineError } from '../../platform/errors.ts';
import { drawPageCode } from './page-code.ts';
import { findCodes, insertCode } from './page-code-store.ts';

/** There are thousands of codes and a handful of holders to a ticket. */
const MAX_DRAWS = 50;

/**
 * The code by which a person orders something about a ticket. It stays the same over all rounds and channels. Of several
 * tickets that are told in one text it is the oldest one that the person has for any of them: from now on it counts for
 * each, beside those they were told before.
 * @param holder an engineer's key, or a supervisor's number
 */
export async function issueCode(
  { tx, now }: Work,
  ticketNumbers: readonly string[],
  holder: string,
): Promise<string> {
  const known = await findCodes(tx, ticketNumbers);
  const others = new Set(known.flatMap((one) => (one.holder === holder ? [] : one.code)));
  const theirs = known.flatMap((one) => (one.holder === holder && !others.has(one.code) ? one.code : []));
  const isKnown = (code: string) =>
    ticketNumbers.every((number) =>
      known.some((one) => one.ticketNumber === number && one.code === code && one.holder === holder),
    );
  const [oldest] = theirs;
  if (oldest !== undefined && isKnown(oldest)) return oldest;
  for (let draws = 0; draws < MAX_DRAWS; draws += 1) {
    const code = theirs[draws] ?? drawPageCode();
    if (!others.has(code) && (await insertCode(tx, ticketNumbers, { code, holder }, now))) return code;
  }
  throw new HotlineError('database-unavailable', 'no reply code is free for a page');
}
