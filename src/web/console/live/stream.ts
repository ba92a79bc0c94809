import type { Request, Response } from 'express';
import { useSession } from '../../../domain/users/session-store.ts';
import { beginEvents } from '../../begin-events.ts';
import type { ConsoleContext } from '../context.ts';
import type { ConsoleDeps } from '../deps.ts';
import { withPress } from '../press.ts';
import { sessionCookie } from '../session-cookie.ts';
import type { Places } from './places.ts';
import type { Watch } from './watch.ts';

/** Between two signs of life: a browser that hears nothing for longer connects anew. */
const BEAT_MS = 10_000;

/** Bytes: whoever does not read what is sent gets no more of it kept. */
const MAX_UNREAD = 1024 * 1024;

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

/** For how long a page may be kept up to date. */
export interface Stay {
  /** what is done at each sign of life */
  prolong(): Promise<unknown>;
  /** says once that it is over. @returns ends that */
  onOver(over: () => void): () => void;
}

type StayDeps = Pick<ConsoleDeps, 'database' | 'now' | 'publicUrl' | 'sessions' | 'sessionLength'>;

/** A page of somebody who is signed in. */
interface SignedInPage {
  deps: StayDeps;
  live: { places: Places };
  request: Request;
  user: ConsoleContext['user'];
}

/** For as long as its user is signed in. A page that is in sight counts as use; one out of sight says so, and does not. */
export function sessionStay({ deps, live, request, user: { id, role } }: SignedInPage): Stay {
  const { database, now, publicUrl, sessions, sessionLength } = deps;
  const name = sessionCookie(publicUrl).read(request) ?? '';
  const isInSight = request.query.sight !== '0';
  return {
    prolong: async () => isInSight && useSession(database, name, now(), sessionLength),
    onOver(over) {
      const forget = sessions.onOver({ name, role }, over);
      const giveBack = live.places.take(`user ${id}`, over);
      return () => {
        forget();
        giveBack();
      };
    },
  };
}

/**
 * Keeps a page up to date by server-sent events.
 * @param changeOf what has changed since the version that the page has; null if nothing has, `version` '' if it has none
 */
export function openStream<State extends object>(
  [request, response]: [Request, Response],
  { words, stay, now }: { words: Pick<ConsoleContext['words'], 'errors'>; stay: Stay; now: () => Date },
  watch: Watch<State>,
  changeOf: (state: State, version: string) => Change | null,
): void {
  if (!beginEvents(request, response)) return;
  let version = request.get('last-event-id') ?? String(request.query.from ?? '');
  let isAway = false;
  // a page whose state cannot be read is not up to date, however well its stream is
  const beat = () =>
    isAway
      ? send(response, 'trouble', { text: words.errors.databaseAway })
      : send(response, 'beat', { now: now().getTime() });
  const unsubscribe = watch.subscribe((state) => {
    isAway = state === null;
    if (state === null) {
      beat();
      return;
    }
    const change = changeOf(state, version);
    if (change === null) {
      beat();
      return;
    }
    version = change.version;
    const { order } = change;
    const pieces = Object.entries(change.pieces).map(([id, piece]) => [id, withPress(piece)]);
    const told = { now: change.now.getTime(), pieces: Object.fromEntries(pieces), order };
    send(response, 'change', told, version);
  });
  const timer = setInterval(() => stay.prolong().then(beat, beat), BEAT_MS);
  const close = () => {
    clearInterval(timer);
    unsubscribe();
    forget();
  };
  // whose session is over connects anew, and is told to sign in
  const forget = stay.onOver(() => {
    close();
    response.end();
  });
  request.once('close', close);
}

function send(response: Response, event: string, data: unknown, id?: string): void {
  const name = id === undefined ? '' : `id: ${id}\n`;
  if (response.writableEnded) return;
  response.write(`${name}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  if (response.writableLength > MAX_UNREAD) response.destroy();
}
