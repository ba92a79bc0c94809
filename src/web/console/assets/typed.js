/*
 * What somebody sent when their session was over, or when it could not be taken (the database was away, say), comes back into
 * its form once they are there again; they send it themselves. It stays in this tab for an hour, and for the same user alone. Passwords, codes and what has to be confirmed
 * anew are never kept. The fields that nobody sees come back, too: what a colleague changed meanwhile is told as ever.
 */

const KEY = 'typed';
const KEPT_MS = 60 * 60_000;
const MAX_LENGTH = 200_000;

const { user } = document.documentElement.dataset;

function read() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    return kept !== null && Date.now() - kept.at < KEPT_MS ? kept : null;
  } catch {
    return null;
  }
}

function write(kept) {
  try {
    const text = JSON.stringify(kept);
    if (kept === null || text.length > MAX_LENGTH) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, text);
  } catch {
    // a browser that keeps nothing loses it, as before
  }
}

const isSecret = ({ type, autocomplete }) => type === 'password' || autocomplete === 'one-time-code';

/** Whatever a form says, but not what is sure, and not what its drawing is known by. */
function fieldsOf(form) {
  const isKept = ({ name, type, required }) =>
    name &&
    name !== 'press' &&
    !['submit', 'button', 'file'].includes(type) &&
    !(type === 'checkbox' && required);
  return [...form.elements].filter(isKept);
}

const alike = (action) =>
  [...document.querySelectorAll('form[method="post"]')].filter(
    (form) => form.getAttribute('action') === action,
  );

addEventListener('submit', ({ target: form, defaultPrevented }) => {
  if (!user || defaultPrevented || form.method !== 'post') return;
  const before = read();
  if ([...form.elements].some(isSecret)) return write(before?.isLost ? before : null);
  const action = form.getAttribute('action');
  const fields = fieldsOf(form).map(({ name, type, value, checked }) => ({ name, type, value, checked }));
  const page = location.pathname;
  write({ user, at: Date.now(), page, action, place: alike(action).indexOf(form), fields, isLost: false });
});

function fill(form, fields) {
  const left = new Map();
  for (const field of fieldsOf(form)) left.set(field.name, [...(left.get(field.name) ?? []), field]);
  for (const { name, type, value, checked } of fields) {
    const field = left.get(name)?.shift();
    if (!field || field.type !== type) continue;
    if (type === 'checkbox' || type === 'radio') field.checked = checked;
    else field.value = value;
  }
  for (let part = form.parentElement; part; part = part.parentElement)
    if (part.localName === 'details') part.open = true;
}

/** @param texts what has no form to come back into, to be copied */
function note(again, texts) {
  const box = document.createElement('div');
  box.className = 'warning';
  box.setAttribute('role', 'status');
  const said = document.createElement('p');
  said.textContent = again;
  box.append(said);
  for (const text of texts) {
    const quote = document.createElement('blockquote');
    quote.style.whiteSpace = 'pre-wrap';
    quote.textContent = text;
    box.append(quote);
  }
  return box;
}

/** What a person wrote, and not chose. */
const isWritten = ({ type, value }) => ['text', 'textarea'].includes(type) && value.trim() !== '';

/** @returns whether there is a form to give it back to, with a place for all that was written */
function refill({ action, place, fields }, said) {
  const form = alike(action)[place];
  const hasPlace = ({ name, type }) =>
    [...form.elements].some((field) => field.name === name && field.type === type);
  if (!form || !fields.filter(isWritten).every(hasPlace)) return false;
  fill(form, fields);
  form.prepend(note(said, []));
  form.scrollIntoView({ block: 'center' });
  return true;
}

function giveBack({ again, ...kept }) {
  if (!refill(kept, again.form)) show(kept, again.text);
}

function show({ fields }, said) {
  const texts = fields.filter(isWritten);
  if (texts.length === 0) return;
  document.querySelector('main')?.prepend(
    note(
      said,
      texts.map(({ value }) => value),
    ),
  );
}

/** The page that said it could not be taken was loaded anew, which sends it again: this is the answer. */
function isSentAgain({ byReload, action }) {
  const [{ type, redirectCount } = {}] = performance.getEntriesByType('navigation');
  return byReload && type === 'reload' && (redirectCount > 0 || isAt(action));
}

const isAt = (action) => location.pathname === new URL(action, location.href).pathname;

const kept = read();
const door = document.querySelector('[data-kept]');
/** It came to nothing, and the page says why: what the form was about is gone, or the right to it, or somebody was quicker. */
const end = document.querySelector('[data-lost]');
if (kept === null) write(null);
else if (user && user !== kept.user) write(null);
else if (user && end) {
  write(null);
  show(kept, end.dataset.lost);
} else if (user && (!kept.isLost || isSentAgain(kept))) write(null);
else if (user && kept.page === location.pathname) {
  write(null);
  giveBack(kept);
} else if (!user && door) {
  const { form, text } = door.dataset;
  write({ ...kept, isLost: true, byReload: isAt(kept.action), again: { form, text } });
  door.textContent = door.dataset.kept;
  door.hidden = false;
} else if (!user) write(kept.isLost ? { ...kept, byReload: false } : null);
