/*
 * Lets the clocks of a page run, and keeps the live board up to date: the server sends it anew whenever something has
 * happened. Pages read just as well without this; then the board is loaded again every half minute.
 */
import { followBoard } from './live-board.js';

/** How far this machine's clock is behind the server's, milliseconds. */
let behind = Number(document.documentElement.dataset.now) - Date.now();

function tick() {
  const now = Date.now() + behind;
  for (const clock of document.querySelectorAll('[data-zero]')) {
    const left = Number(clock.dataset.zero) - now;
    clock.textContent = written(left);
    clock.nextElementSibling.textContent = left < 0 ? clock.dataset.over : clock.dataset.left;
  }
  for (const clock of document.querySelectorAll('[data-since]')) {
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

setInterval(tick, 1000);
const board = document.querySelector('#live');
if (board) {
  followBoard(board, (now) => {
    behind = now - Date.now();
    tick();
  });
}
