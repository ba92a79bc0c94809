/*
 * A form that is sent twice by one press too many is sent once: its note is one, and what is shown once is seen. A while later,
 * or when somebody comes back to the page, it may be sent again.
 */

/** Between the presses of a double click, or of somebody impatient. */
const AGAIN_MS = 2_000;

const sentAt = new WeakMap();

addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== 'post') return;
  if (Date.now() - (sentAt.get(form) ?? 0) < AGAIN_MS) event.preventDefault();
  else sentAt.set(form, Date.now());
});
