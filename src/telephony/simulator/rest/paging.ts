import { API_VERSION } from '../voice-params.ts';

const DEFAULT_SIZE = 50;
const LARGEST_SIZE = 1000;

/** One page of a list in Twilio's shape: https://www.twilio.com/docs/usage/twilios-response#response-formats-list-paging-information */
export function pageOfList<T>(
  list: { name: string; accountSid: string; path: string; query: Record<string, string> },
  all: T[],
  toResource: (item: T) => unknown,
): Record<string, unknown> {
  const size = Math.min(LARGEST_SIZE, Number(list.query.PageSize ?? DEFAULT_SIZE) || DEFAULT_SIZE);
  const page = Number(list.query.Page ?? 0) || 0;
  const start = page * size;
  const items = all.slice(start, start + size);
  const uri = (number: number) => {
    const query = new URLSearchParams({ ...list.query, PageSize: String(size), Page: String(number) });
    return `/${API_VERSION}/Accounts/${list.accountSid}/${list.path}?${query}`;
  };
  return {
    [list.name]: items.map(toResource),
    page,
    page_size: size,
    start,
    end: Math.max(0, start + items.length - 1),
    uri: uri(page),
    first_page_uri: uri(0),
    previous_page_uri: page > 0 ? uri(page - 1) : null,
    next_page_uri: start + size < all.length ? uri(page + 1) : null,
  };
}

/** Is this instant within what Twilio's three spellings of a date filter ask for: the day itself, before, after? */
export function matchesDate(at: Date, name: string, query: Record<string, string>): boolean {
  const on = query[name];
  const before = query[`${name}<`];
  const after = query[`${name}>`];
  return (
    (on === undefined || at.toISOString().slice(0, 10) === on.slice(0, 10)) &&
    (before === undefined || at.getTime() <= Date.parse(before)) &&
    (after === undefined || at.getTime() >= Date.parse(after))
  );
}
