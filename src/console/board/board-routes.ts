import { type Response, Router } from 'express';
import { useSession } from '../../users/session.ts';
import { html } from '../html.ts';
import { layout } from '../layout.ts';
import type { ConsoleParts } from '../parts.ts';
import { sessionCookie } from '../session-cookie.ts';
import { asUser, sendPage } from '../visit.ts';
import { boardView } from './board-view.ts';
import { createLiveBoard } from './live-board.ts';
import { createBoardReader } from './read-board.ts';

/** Between two signs of life: a browser that hears nothing for longer connects anew. */
const BEAT_MS = 10_000;

/** The live board: the page, and the stream that keeps it up to date. */
export function boardRoutes(parts: ConsoleParts): Router {
  const { database, now, log } = parts;
  const readBoard = createBoardReader(parts);
  const live = createLiveBoard(() => readBoard(now()), log);
  const cookie = sessionCookie(parts.publicUrl);
  const routes = Router();

  routes.get(
    '/',
    asUser(parts, null, async (visit, _request, response) => {
      const { words, format } = visit;
      const { stale, connecting, title, live: isLive, asOf } = words.board;
      const board = boardView(await readBoard(visit.now), visit);
      const content = html`
        <div class="page-title"><h1>${title}</h1>
          <p class="connection" data-live="${isLive}" data-connecting="${connecting}" data-stale="${stale}">${asOf(format.second(visit.now))}</p></div>
        <div id="live" data-stream="/live">${board}</div>`;
      sendPage(
        response,
        layout(visit, { title, content, place: 'board', clocksFrom: visit.now, live: true }),
      );
    }),
  );

  routes.get(
    '/live',
    asUser(parts, null, ({ words, format }, request, response) => {
      response.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).flushHeaders();
      const unsubscribe = live.subscribe((board) => {
        const at = now();
        if (board === null) send(response, 'trouble', { text: words.errors.databaseAway });
        else
          send(response, 'board', {
            now: at.getTime(),
            html: String(boardView(board, { words, format, now: at })),
          });
      });
      const session = cookie.read(request) ?? '';
      const beat = setInterval(() => {
        useSession(database, session, now()).then(
          // the browser connects anew, and is told to sign in
          (user) => (user ? send(response, 'beat', { now: now().getTime() }) : response.end()),
          () => send(response, 'beat', { now: now().getTime() }),
        );
      }, BEAT_MS);
      request.once('close', () => {
        clearInterval(beat);
        unsubscribe();
      });
    }),
  );
  return routes;
}

function send(response: Response, event: string, data: unknown): void {
  response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
