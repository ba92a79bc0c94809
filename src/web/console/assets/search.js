// One search from every page: Ctrl-K or ⌘K opens it, the arrows go through what was found, Enter goes there. Without this the
// link in the header leads to the page of the search.
const dialog = document.querySelector('#search');
const field = dialog.querySelector('input');
const hits = dialog.querySelector('.hits');

/** So long after a key nothing is asked for: somebody is still typing. */
const PAUSE_MS = 180;
const FEWEST = 2;
let pause;
/** The text that the hits below belong to. */
let shownFor = '';

const open = () => {
  dialog.showModal();
  field.select();
};

document.querySelector('.find').addEventListener('click', (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open();
});
addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'k') return;
  event.preventDefault();
  if (!dialog.open) open();
});
// a click beside the dialog closes it
dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());

const find = async () => {
  const text = field.value.trim();
  if (text.length < FEWEST) {
    hits.replaceChildren();
    shownFor = '';
    return;
  }
  const response = await fetch(`/search/hits?q=${encodeURIComponent(text)}`).catch(() => undefined);
  // signed out meanwhile, or away: the form itself still leads to the page
  if (!response?.ok || response.redirected || field.value.trim() !== text) return;
  hits.innerHTML = await response.text();
  shownFor = text;
};
field.addEventListener('input', () => {
  clearTimeout(pause);
  pause = setTimeout(find, PAUSE_MS);
});

const links = () => [...hits.querySelectorAll('a')];
dialog.addEventListener('keydown', (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    const stops = [field, ...links()];
    const at = stops.indexOf(document.activeElement);
    stops[(at + step + stops.length) % stops.length].focus();
  } else if (
    event.key === 'Enter' &&
    event.target === field &&
    shownFor !== '' &&
    shownFor === field.value.trim()
  ) {
    const [first] = links();
    if (!first) return;
    event.preventDefault();
    first.click();
  }
});
