import { Idiomorph } from './idiomorph.js';

/** The server gives a sign of life every ten seconds; who hears nothing for so long has lost it. */
const SILENCE_MS = 25_000;

/** What the tabs of one browser ask for, one after another: https://www.w3.org/TR/web-locks/ */
const OUT_OF_SIGHT = 'live-out-of-sight';

/**
 * Keeps a page up to date: the server tells which elements have changed, and the order of a list. A tab out of sight is
 * told nothing and keeps no session alive; in sight again, it hears what it has missed. Unless it calls for attention
 * (`data-out-of-sight`): then it goes on, and still keeps no session alive. Of several such tabs one goes on and calls for
 * all: a browser has six connections to a host by HTTP/1.1, and with each of them a stream no further page would load.
 * @param root the element with the address of the stream, and the version of what it shows
 * @param heard is told the server's time, epoch milliseconds, whenever it gives it
 */
export function followPage(root, heard) {
  const connection = document.querySelector('.connection');
  let { version } = root.dataset;
  let stream;
  let heardAt = Date.now();
  let turn;

  const isInSight = () => document.visibilityState === 'visible';
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
    const address = new URL(root.dataset.stream, location.href);
    address.searchParams.set('from', version);
    if (!isInSight()) address.searchParams.set('sight', '0');
    stream = new EventSource(address);
    stream.addEventListener('change', ({ data, lastEventId }) => {
      const { now, pieces, order } = JSON.parse(data);
      const isComplete = change(root, pieces, order);
      // something is missing that the server believes to be here: all of it is asked for
      version = isComplete ? lastEventId : '';
      alive(now);
      if (!isComplete) connect();
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
  const rest = () => {
    stream?.close();
    stream = undefined;
  };
  const followSight = () => {
    turn?.abort();
    if (isInSight()) connect();
    else {
      rest();
      if (root.dataset.outOfSight !== undefined) {
        turn = new AbortController();
        inTurn(turn.signal, connect);
      }
    }
  };

  document.addEventListener('visibilitychange', followSight);
  addEventListener('pageshow', ({ persisted }) => persisted && followSight());
  setInterval(() => {
    // after sleep a connection may be dead without having noticed
    if (stream && Date.now() - heardAt > SILENCE_MS) connect();
  }, 1000);
  followSight();
}

/** Goes on when no other tab out of sight does, until the signal. Over plain http nothing tells of the others. */
function inTurn(signal, goOn) {
  if (!navigator.locks) {
    goOn();
    return;
  }
  const untilOver = () => {
    goOn();
    return new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  };
  // in sight again before its turn
  navigator.locks.request(OUT_OF_SIGHT, { signal }, untilOver).catch(() => {});
}

/** @returns whether everything was found */
function change(root, pieces, order) {
  const list = root.querySelector('[data-order]');
  const added = new Map();
  let isComplete = true;
  for (const [id, html] of Object.entries(pieces)) {
    const element = document.getElementById(id);
    if (element) Idiomorph.morph(element, html, MORPH);
    else if (order?.includes(id)) added.set(id, elementOf(html));
    else isComplete = false;
  }
  return (!order || arrange(list, order, added)) && isComplete;
}

const MORPH = {
  morphStyle: 'outerHTML',
  callbacks: {
    // what somebody has filled in stays, with its form; what they have opened stays open, and what a script made of an element, or the server gave back to be mended, is its own
    beforeNodeMorphed: (element) => !isFilledIn(element) && element.dataset?.keep === undefined,
    beforeNodeRemoved: (node) => !holdsText(node),
    beforeAttributeUpdated: (attribute) => attribute !== 'open',
  },
};

function isFilledIn(element) {
  if (element instanceof HTMLSelectElement) return element.value !== '';
  const isField = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
  return isField && element.value !== element.defaultValue;
}

/** Something that somebody has written, and would have to write again. The server may have given it back (`data-keep`). */
function holdsText(node) {
  if (!(node instanceof Element)) return false;
  return [node, ...node.querySelectorAll('textarea, input')].some(
    (field) =>
      ['text', 'textarea'].includes(field.type) &&
      (isFilledIn(field) || (field.value !== '' && field.closest('[data-keep]') !== null)),
  );
}

function elementOf(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content.firstElementChild;
}

/** Brings a list's elements into their order, moving as few as possible, and removes those that are not in it. */
function arrange(list, order, added) {
  const wanted = new Set(order);
  for (const element of [...list.children]) if (!wanted.has(element.id)) element.remove();
  const focused = document.activeElement;
  let place = list.firstElementChild;
  let isComplete = true;
  for (const id of order) {
    const element = added.get(id) ?? document.getElementById(id);
    if (!element) isComplete = false;
    else if (element === place) place = place.nextElementSibling;
    else list.insertBefore(element, place);
  }
  // an element that is moved loses the focus
  if (focused !== document.activeElement && focused.isConnected) focused.focus({ preventScroll: true });
  return isComplete;
}
