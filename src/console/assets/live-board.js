import { Idiomorph } from './idiomorph.js';

/** The server gives a sign of life every ten seconds; who hears nothing for so long has lost it. */
const SILENCE_MS = 25_000;

/**
 * Shows the board as the server sends it. A tab out of sight is told nothing and keeps no session alive; in sight again,
 * it begins with the present.
 * @param heard is told the server's time, epoch milliseconds, whenever it gives it
 */
export function followBoard(board, heard) {
  const connection = document.querySelector('.connection');
  let stream;
  let heardAt = Date.now();

  const show = (state, text = connection.dataset[state]) => {
    connection.className = `connection ${state}`;
    connection.textContent = text;
  };
  const alive = (now) => {
    heardAt = Date.now();
    show('live');
    heard(now);
  };
  const connect = () => {
    stream?.close();
    heardAt = Date.now();
    show('connecting');
    stream = new EventSource(board.dataset.stream);
    stream.addEventListener('board', ({ data }) => {
      const { now, html } = JSON.parse(data);
      Idiomorph.morph(board, html, { morphStyle: 'innerHTML' });
      alive(now);
    });
    stream.addEventListener('beat', ({ data }) => alive(JSON.parse(data).now));
    stream.addEventListener('trouble', ({ data }) => {
      heardAt = Date.now();
      show('stale', JSON.parse(data).text);
    });
    stream.addEventListener('error', () => {
      // refused for good: the session is over, and the page leads to signing in
      if (stream.readyState === EventSource.CLOSED) location.reload();
      else show('connecting');
    });
  };
  const followSight = () => {
    if (document.visibilityState === 'visible') connect();
    else stream?.close();
  };

  document.addEventListener('visibilitychange', followSight);
  addEventListener('pageshow', ({ persisted }) => persisted && followSight());
  setInterval(() => {
    // after sleep a connection may be dead without having noticed
    if (document.visibilityState === 'visible' && Date.now() - heardAt > SILENCE_MS) connect();
  }, 1000);
  followSight();
}
