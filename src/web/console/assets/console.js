/*
 * Lets the clocks of a page run, and keeps live pages up to date: the server tells what has changed as it happens.
 * Pages read just as well without this; then the board is loaded again every half minute.
 */
import { followPage } from './live-page.js';

/** How far this machine's clock is behind the server's, milliseconds. */
let behind = Number(document.documentElement.dataset.now) - Date.now();

function tick() {
  const now = Date.now() + behind;
  for (const clock of document.querySelectorAll('[data-zero]')) {
    const left = Number(clock.dataset.zero) - now;
    write(clock, written(left));
    write(clock.nextElementSibling, left < 0 ? clock.dataset.over : clock.dataset.left);
  }
  for (const clock of document.querySelectorAll('[data-since]')) {
    write(clock, written(now - Number(clock.dataset.since)));
  }
}

/** Changes the text itself and only if it differs: nothing is laid out anew for a word that stays. */
function write(element, text) {
  if (element.firstChild.data !== text) element.firstChild.data = text;
}

/** `4:05`, `1:04:05`, as the server writes it. */
function written(ms) {
  const total = Math.floor(Math.abs(ms) / 1000);
  const two = (value) => String(value).padStart(2, '0');
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor((total % 3600) / 60), total % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

setInterval(tick, 1000);
const live = document.querySelector('#live');
if (live) {
  followPage(live, (now) => {
    behind = now - Date.now();
    tick();
  });
}
