import { address } from '../address.ts';
import { html } from '../html.ts';
import { layout } from '../layout.ts';
import { openStream } from '../live/stream.ts';
import { ANSWERED, type Answer, get, type Route, type RouteContext } from '../route.ts';
import { boardChange } from './board-change.ts';
import { versionOf } from './board-edition.ts';
import { boardView } from './board-view.ts';

/** The live board: the view, and the stream that keeps it up to date. */
export const BOARD_ROUTES: readonly Route[] = [get('/', null, show), get('/live', null, follow)];

async function show(context: RouteContext): Promise<Answer> {
  const { words, format, now, live } = context;
  const { stale, connecting, title, live: isLive, asOf } = words.board;
  const edition = await live.board.look();
  const content = html`
    <div class="page-title"><h1>${title}</h1>
      <p class="connection" data-live="${isLive}" data-connecting="${connecting}" data-stale="${stale}">${asOf(format.second(now))}</p></div>
    <div id="live" data-stream="${address('/live')}" data-version="${versionOf(edition)}">${boardView(edition.board, context)}</div>`;
  return { page: layout(context, { title, content, place: 'board', clocksFrom: now, live: true }) };
}

function follow({ words, format, user, deps, live, request, response }: RouteContext): Answer {
  openStream(deps, [request, response], { words, user }, live.board, (edition, version) =>
    boardChange(edition, version, { words, format, now: deps.now() }),
  );
  return ANSWERED;
}
