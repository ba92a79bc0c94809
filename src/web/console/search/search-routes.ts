import { auditLook } from '../audited.ts';
import { textOf } from '../form.ts';
import { nothing } from '../html.ts';
import { type Answer, get, type Route, type RouteContext } from '../route.ts';
import { hitsView } from './hits-view.ts';
import { type Hits, readHits } from './read-hits.ts';
import { readSearch } from './read-search.ts';
import { searchPage } from './search-page.ts';

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

async function find(context: RouteContext): Promise<Hits | null> {
  const search = readSearch(textOf(context.query, 'q'));
  if (search === null) return null;
  // not for what: it may be somebody's name
  await auditLook(context, { action: 'all-searched', subject: 'everything' });
  return readHits(context.deps.database, search, context.now);
}
