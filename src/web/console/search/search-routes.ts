import { addAuditEntryOnce } from '../../../domain/users/audit-trail-store.ts';
import { textOf } from '../form.ts';
import { nothing } from '../html.ts';
import { type Answer, get, type Route, type RouteContext } from '../route.ts';
import { hitsView } from './hits-view.ts';
import { type Hits, readHits } from './read-hits.ts';
import { readSearch } from './read-search.ts';
import { searchPage } from './search-page.ts';

/** Searching again within so long is the same search: somebody types letter by letter. */
const SAME_LOOK_MS = 10 * 60_000;

/** One search over tickets, calls, customers, contacts and engineers. */
export const SEARCH_ROUTES: readonly Route[] = [get('/search', null, show), get('/search/hits', null, hits)];

async function show(context: RouteContext): Promise<Answer> {
  return { page: searchPage(context, textOf(context.query, 'q').slice(0, 200), await find(context)) };
}

/** Only what was found, for the dialog. */
async function hits(context: RouteContext): Promise<Answer> {
  const found = await find(context);
  return { page: found === null ? nothing : hitsView(context, found) };
}

async function find({ deps, user, query, now }: RouteContext): Promise<Hits | null> {
  const search = readSearch(textOf(query, 'q'));
  if (search === null) return null;
  // not for what: it may be somebody's name
  const entry = { action: 'all-searched', subject: 'everything' } as const;
  await addAuditEntryOnce(deps.database, user, entry, now, SAME_LOOK_MS);
  return readHits(deps.database, search, now);
}
