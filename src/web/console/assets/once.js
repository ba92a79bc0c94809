/*
 * A form that is sent twice by one press too many is sent once: its note is one, and what is shown once is seen. A while later,
 * or when somebody comes back to the page, it may be sent again.
 */

/** What the server knows a drawing of a page by: a form of it acts once. */
const NAME_BYTES = 16;

/** Between the presses of a double click, or of somebody impatient. */
const AGAIN_MS = 2_000;

const sentAt = new WeakMap();

addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== 'post') return;
  if (Date.now() - (sentAt.get(form) ?? 0) < AGAIN_MS) event.preventDefault();
  else sentAt.set(form, Date.now());
});

// a page that was kept as it was and comes back is as if it were drawn anew
addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return;
  const name = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(NAME_BYTES))));
  for (const field of document.querySelectorAll('input[name="press"]')) field.value = name;
});
