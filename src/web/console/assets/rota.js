/*
 * Fills in the form for an override: a drag across the calendar gives its times by the hour, a tap on a shift or gap gives
 * that one's. The form does without.
 */
const HOUR = 3_600_000;
const HOURS_OF_WEEK = 168;

const form = document.querySelector('[data-override]');
const weeks = [...document.querySelectorAll('[data-monday]')];

if (form) {
  form.querySelector('[data-drag-hint]').hidden = false;
  for (const week of weeks) week.addEventListener('pointerdown', begin);
}

/** A local time is counted as if every day had 24 hours, as the calendar is drawn. */
const read = (local) => Date.parse(`${local}Z`);
const written = (time) => new Date(time).toISOString().slice(0, 16);

/** The whole hour under the pointer; a week reaches a little beyond its edges. */
function timeAt(week, clientX) {
  const { left, width } = week.getBoundingClientRect();
  const hours = Math.round(((clientX - left) / width) * HOURS_OF_WEEK);
  return read(week.dataset.monday) + Math.min(HOURS_OF_WEEK, Math.max(0, hours)) * HOUR;
}

function weekAt({ clientX, clientY }) {
  return document.elementFromPoint(clientX, clientY)?.closest('[data-monday]');
}

function begin(down) {
  if (down.button !== 0) return;
  const week = down.currentTarget;
  const bar = down.target.closest('[data-from]');
  const start = timeAt(week, down.clientX);
  let end = start;
  const move = (event) => {
    const over = weekAt(event) ?? week;
    end = timeAt(over, event.clientX);
    mark(Math.min(start, end), Math.max(start, end));
  };
  const stop = (event) => {
    removeEventListener('pointermove', move);
    removeEventListener('pointerup', stop);
    removeEventListener('pointercancel', stop);
    if (event.type === 'pointercancel') mark(0, 0);
    else if (end !== start) choose(Math.min(start, end), Math.max(start, end));
    else if (bar) choose(read(bar.dataset.from), read(bar.dataset.until));
  };
  addEventListener('pointermove', move);
  addEventListener('pointerup', stop);
  addEventListener('pointercancel', stop);
}

/** Shows what is chosen, in every week it touches. */
function mark(from, until) {
  for (const week of weeks) {
    week.querySelector('.picked')?.remove();
    const monday = read(week.dataset.monday);
    const begins = Math.max(0, (from - monday) / HOUR);
    const ends = Math.min(HOURS_OF_WEEK, (until - monday) / HOUR);
    if (ends <= begins) continue;
    const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    const place = {
      class: 'picked',
      x: share(begins),
      width: share(ends - begins),
      y: '26',
      height: '64',
      rx: '9',
    };
    for (const [name, value] of Object.entries(place)) rect.setAttribute(name, value);
    week.append(rect);
  }
}

function share(hours) {
  return `${(hours / HOURS_OF_WEEK) * 100}%`;
}

function choose(from, until) {
  mark(from, until);
  const { from: fromField, until: untilField, engineer } = form.elements;
  fromField.value = written(from);
  untilField.value = written(until);
  const said = form.querySelector('[data-drag-said]');
  said.textContent = `${said.dataset.dragSaid} ${fromField.value.replace('T', ' ')} – ${untilField.value.replace('T', ' ')}`;
  form.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  engineer.focus({ preventScroll: true });
}
