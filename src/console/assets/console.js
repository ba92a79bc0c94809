/*
 * Keeps the live board up to date: the server sends it anew whenever something has happened, the clocks run here.
 * The page reads just as well without this; then it is loaded again every half minute.
 */
import { Idiomorph } from '/assets/idiomorph.js';

const live = document.querySelector('#live');
const connection = document.querySelector('.connection');
/** The server gives a sign of life every ten seconds. */
const SILENCE_MS = 25_000;

/** How far this machine's clock is behind the server's, milliseconds. */
let behind = Number(live.dataset.now) - Date.now();
let stream;
let heardAt = Date.now();

function connect() {
  stream?.close();
  heardAt = Date.now();
  show('connecting');
  stream = new EventSource(live.dataset.stream);
  stream.addEventListener('board', ({ data }) => {
    const { now, html } = JSON.parse(data);
    heard(now);
    Idiomorph.morph(live, html, { morphStyle: 'innerHTML' });
    tick();
  });
  stream.addEventListener('beat', ({ data }) => heard(JSON.parse(data).now));
  stream.addEventListener('trouble', ({ data }) => {
    heardAt = Date.now();
    show('stale', JSON.parse(data).text);
  });
  stream.addEventListener('error', () => {
    // refused for good: the session is over, and the page leads to signing in
    if (stream.readyState === EventSource.CLOSED) location.reload();
    else show('connecting');
  });
}

function heard(now) {
  heardAt = Date.now();
  behind = now - heardAt;
  show('live');
}

function show(state, text = connection.dataset[state]) {
  connection.className = `connection ${state}`;
  connection.textContent = text;
}

function tick() {
  const now = Date.now() + behind;
  for (const clock of live.querySelectorAll('[data-zero]')) {
    const left = Number(clock.dataset.zero) - now;
    clock.textContent = written(left);
    clock.nextElementSibling.textContent = left < 0 ? live.dataset.over : live.dataset.left;
  }
  for (const clock of live.querySelectorAll('[data-since]')) {
    clock.textContent = written(now - Number(clock.dataset.since));
  }
}

/** `4:05`, `1:04:05`, as the server writes it. */
function written(ms) {
  const total = Math.floor(Math.abs(ms) / 1000);
  const two = (value) => String(value).padStart(2, '0');
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor((total % 3600) / 60), total % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** A tab out of sight is told nothing and keeps no session alive; in sight again, it begins with the present. */
function followSight() {
  if (document.visibilityState === 'visible') connect();
  else stream?.close();
}

document.addEventListener('visibilitychange', followSight);
addEventListener('pageshow', ({ persisted }) => persisted && followSight());
setInterval(() => {
  tick();
  // after sleep a connection may be dead without having noticed
  if (document.visibilityState === 'visible' && Date.now() - heardAt > SILENCE_MS) {
    show('stale');
    connect();
  }
}, 1000);
followSight();
