import { z } from 'zod';

const DEFAULT_LIMIT = 50;
const MOST = 200;
const MAX_CURSOR = 200;

/** A whole number in an address, as people write it: `0x1` and `1e2` are none. */
export function numberInQuery(atLeast: number, atMost: number) {
  const read = (typed: unknown) =>
    typeof typed === 'string' && /^\d{1,9}$/.test(typed) ? Number(typed) : typed;
  return z.preprocess(read, z.int().min(atLeast).max(atMost));
}

/** What every list can be asked for beside its own filters. */
export function pageQuery<Cursor extends z.ZodType>(cursor: Cursor) {
  return {
    cursor: cursor.optional().describe('`next` of the page before'),
    limit: numberInQuery(1, MOST).default(DEFAULT_LIMIT).describe('the most entries of one page'),
  };
}

/** A page of a list, newest first; `next` is the cursor of the page after it, null on the last. */
export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ data: z.array(item), next: z.string().nullable() });
}

/**
 * Makes a page of rows.
 * @param rows one more than `limit` if there are more
 * @param cursorOf what the next page begins after, as texts
 */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  itemOf: (row: Row) => Item,
  cursorOf: (row: Row) => readonly string[],
): { data: Item[]; next: string | null } {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    data: rows.slice(0, limit).map(itemOf),
    next: last === undefined ? null : Buffer.from(cursorOf(last).join(' ')).toString('base64url'),
  };
}

/** Reads a cursor that `pageOf` wrote; it is opaque to whoever hands it back. */
function cursorOf<Parts extends z.ZodType>(parts: Parts) {
  return z
    .string()
    .max(MAX_CURSOR)
    .transform((cursor, context): z.output<Parts> => {
      const read = parts.safeParse(Buffer.from(cursor, 'base64url').toString().split(' '));
      if (read.success) return read.data;
      context.addIssue({ code: 'custom', message: 'Hand back `next` as it came.' });
      return z.NEVER;
    });
}

/** The place of a row among rows that are sorted by instant and id. */
export interface InstantCursor {
  at: Date;
  id: string;
}

export const instantCursor = cursorOf(
  z.tuple([z.iso.datetime(), z.guid()]).transform(([at, id]): InstantCursor => ({ at: new Date(at), id })),
);

/** The number of the last ticket of the page before. */
export const ticketCursor = cursorOf(
  z.tuple([z.string().regex(/^\d{1,18}$/)]).transform(([number]) => number),
);
