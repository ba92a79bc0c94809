import type { Request, Response } from 'express';
import { useSession } from '../../users/session.ts';
import type { ConsoleParts } from '../parts.ts';
import { sessionCookie } from '../session-cookie.ts';
import type { Words } from '../words/index.ts';
import type { Watch } from './watch.ts';

/** Between two signs of life: a browser that hears nothing for longer connects anew. */
const BEAT_MS = 10_000;

/** What a page is told when something has changed: only that. Each part is an element, by its id. */
export interface Change {
  /** names the state the page is in afterwards, and comes back when it connects anew */
  version: string;
  /** the server's time: clocks in the page run by it */
  now: Date;
  pieces: Record<string, string>;
  /** the ids of a list's elements in their order, if it may have changed; what is not among them is gone */
  order?: string[];
}

/**
 * Keeps a page up to date by server-sent events, for as long as its user is signed in.
 * @param changeOf what has changed since the version that the page has; null if nothing has, `version` '' if it has none
 */
export function openStream<State extends object>(
  { database, now, publicUrl }: Pick<ConsoleParts, 'database' | 'now' | 'publicUrl'>,
  [request, response]: [Request, Response],
  words: Words,
  watch: Watch<State>,
  changeOf: (state: State, version: string) => Change | null,
): void {
  response.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).flushHeaders();
  let version = request.get('last-event-id') ?? String(request.query.from ?? '');
  const beat = () => send(response, 'beat', { now: now().getTime() });
  const unsubscribe = watch.subscribe((state) => {
    if (state === null) {
      send(response, 'trouble', { text: words.errors.databaseAway });
      return;
    }
    const change = changeOf(state, version);
    if (change === null) {
      beat();
      return;
    }
    version = change.version;
    const { pieces, order } = change;
    send(response, 'change', { now: change.now.getTime(), pieces, order }, version);
  });
  const session = sessionCookie(publicUrl).read(request) ?? '';
  const timer = setInterval(() => {
    // whose session is over connects anew, and is told to sign in
    useSession(database, session, now()).then((user) => (user ? beat() : response.end()), beat);
  }, BEAT_MS);
  request.once('close', () => {
    clearInterval(timer);
    unsubscribe();
  });
}

function send(response: Response, event: string, data: unknown, id?: string): void {
  const name = id === undefined ? '' : `id: ${id}\n`;
  response.write(`${name}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
