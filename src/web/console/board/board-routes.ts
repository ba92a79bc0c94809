import type { Router } from 'express';
import { strictRouter } from '../../../platform/strict-router.ts';
import { asUser, sendHtml } from '../context.ts';
import type { ConsoleDeps } from '../deps.ts';
import { html } from '../html.ts';
import { layout } from '../layout.ts';
import { openStream } from '../live/stream.ts';
import { createWatch } from '../live/watch.ts';
import { boardChange } from './board-change.ts';
import { createPress, versionOf } from './board-edition.ts';
import { boardView } from './board-view.ts';
import { createBoardReader } from './read-board.ts';

/** The live board: the page, and the stream that keeps it up to date. */
export function boardRoutes(deps: ConsoleDeps): Router {
  const { now, log } = deps;
  const readBoard = createBoardReader(deps);
  const print = createPress();
  const watch = createWatch(async () => print(await readBoard(now())), log);
  const routes = strictRouter();

  routes.get(
    '/',
    asUser(deps, null, async (context, _request, response) => {
      const { words, format } = context;
      const { stale, connecting, title, live: isLive, asOf } = words.board;
      const edition = await watch.look();
      const content = html`
        <div class="page-title"><h1>${title}</h1>
          <p class="connection" data-live="${isLive}" data-connecting="${connecting}" data-stale="${stale}">${asOf(format.second(context.now))}</p></div>
        <div id="live" data-stream="/live" data-version="${versionOf(edition)}">${boardView(edition.board, context)}</div>`;
      sendHtml(
        response,
        layout(context, { title, content, place: 'board', clocksFrom: context.now, live: true }),
      );
    }),
  );

  routes.get(
    '/live',
    asUser(deps, null, ({ words, format, user }, request, response) => {
      openStream(deps, [request, response], { words, user }, watch, (edition, version) =>
        boardChange(edition, version, { words, format, now: now() }),
      );
    }),
  );
  return routes;
}
