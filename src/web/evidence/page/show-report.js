import { instantOf, judgeTicket, promisesOf } from './judge-ticket.js';

const MAX_SENTENCES = 20;
const MAX_STEPS = 200;

/** An element with its children; texts are never read as markup. */
export function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

const LOCALES = { de: 'de-DE', en: 'en-GB' };

/** How far clocks are put back: an hour nearly everywhere, half an hour on Lord Howe. */
const PUT_BACK_MS = [3_600_000, 1_800_000];

/**
 * An instant on the reader's clock. A time that comes twice that night is said with its zone: an answer would seem to have come
 * before the call.
 * @param {string} [timeZone] left out: where the reader is
 */
export function timeIn(language, timeZone) {
  const locale = LOCALES[language];
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone });
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long', timeZone });
  return (text) => {
    const instant = instantOf(text);
    if (instant === undefined) return undefined;
    const said = format.format(instant);
    const isTwice = PUT_BACK_MS.some((ms) =>
      [ms, -ms].some((by) => format.format(instant.getTime() + by) === said),
    );
    return isTwice ? exact.format(instant) : said;
  };
}

/** The verdict, what it rests on, and the tickets. */
export function showReport(report, words, time) {
  return [
    ...verdictOf(report, words, time),
    ...(report.tickets.length > 0 ? [table(report, words, time)] : []),
  ];
}

/** Why there is nothing to show. */
export function showFault({ code, about }, words, time) {
  const known = { ...about, ...(about.time && { time: time(about.time) }) };
  return [
    headline(code === 'rewritten' ? words.bad : words.unread, 'bad'),
    make('p', {}, words.faults[code](known)),
  ];
}

/** Whose and which: a file that holds may be another than the one that was asked for. */
function titleOf({ ticket, customer, month }, words) {
  if (ticket !== undefined) return words.ofTicket(ticket);
  const format = new Intl.DateTimeFormat(LOCALES[words.name], {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return words.ofMonth(customer, format.format(new Date(`${month}-01`)));
}

function verdictOf(report, words, time) {
  const { faults, isKeyKnown, checkpoint, earlier } = report;
  const scope = make('p', { className: 'scope' }, titleOf(report.scope, words));
  const facts = [
    words.state(time(checkpoint.time), checkpoint.size),
    earlier ? words.continued(time(earlier.time)) : words.notCompared,
    ...(report.orders && report.scope.month ? [words.orders(report.orders)] : []),
    ...(report.scope.month ? [monthOf(report.closing, words)] : []),
    ...report.stamps.map((stamp) => words.stamped({ ...stamp, time: time(stamp.time) })),
    ...(report.afterwards > 0 ? [words.afterwards(report.afterwards)] : []),
    ...shorten(report.unproven.map(words.unproven), words),
  ];
  if (faults.length > 0) {
    const sentences = faults.map(({ code, about }) => words.faults[code](about, time(about.at)));
    return [headline(words.bad, 'bad'), scope, list(shorten(sentences, words))];
  }
  if (isKeyKnown) return [headline(words.good, 'good'), scope, make('p', {}, words.goodText), list(facts)];
  return [
    headline(words.unknownKey, 'unsure'),
    scope,
    make('p', {}, words.unknownKeyText, ' ', make('code', {}, report.key)),
    list(facts),
  ];
}

const monthOf = (closing, words) => (closing ? words.closed(closing) : words.notClosed);

const MARKS = { good: '✓', unsure: '?', bad: '✗' };

function headline(text, state) {
  const mark = make('span', { ariaHidden: 'true' }, `${MARKS[state]} `);
  return make('h2', { className: state, tabIndex: -1 }, mark, text);
}

const list = (sentences) => make('ul', {}, ...sentences.map((sentence) => make('li', {}, sentence)));

function shorten(sentences, words) {
  const left = sentences.length - MAX_SENTENCES;
  return left > 0 ? [...sentences.slice(0, MAX_SENTENCES), words.more(left)] : sentences;
}

function table({ tickets, checkpoint }, words, time) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const now = new Date(checkpoint.time);
  const columns = Object.values(words.columns);
  const head = columns.map((title) => make('th', { scope: 'col' }, title));
  return make(
    'table',
    {},
    make('caption', {}, words.caption(tickets.length, zone)),
    make('thead', {}, make('tr', {}, ...head)),
    make('tbody', {}, ...tickets.flatMap((ticket) => rows(ticket, { words, time, now }))),
  );
}

/** One for each promise; what happened stands with the last. */
function rows(ticket, telling) {
  const { number, steps } = ticket;
  return promisesOf(ticket).map((proven, place, all) =>
    row({ number, proven, steps: place === all.length - 1 ? steps : [] }, telling),
  );
}

function row({ number, proven, steps }, { words, time, now }) {
  const verdict = judgeTicket(proven, now);
  const at = time(proven.answeredAt);
  const asked =
    proven.answeredHow === 'facts-requested' && at !== undefined ? `${at} (${words.factsAsked})` : at;
  const answered = 'answeredAt' in proven ? (asked ?? words.none) : words.notShown;
  const cells = {
    severity: proven.severity ?? words.notShown,
    opened: time(proven.openedAt) ?? words.notShown,
    by: time(proven.respondBy) ?? words.notShown,
    answered,
    verdict: promise(verdict, words),
  };
  const others = Object.entries(cells).map(([name, value]) => {
    const cell = make('td', {}, value);
    cell.dataset.title = words.columns[name];
    if (name === 'verdict') {
      cell.className = verdict.state;
      if (steps.length > 0) cell.append(course(steps, words, time));
    }
    return cell;
  });
  return make('tr', {}, make('th', { scope: 'row' }, number), ...others);
}

const MINUTE_MS = 60_000;

function promise({ state, lateMs }, words) {
  if (state === 'unknown') return words.notShown;
  if (lateMs === undefined) return words[state];
  const minutes = Math.ceil(lateMs / MINUTE_MS);
  return words.missedBy(
    words.duration(Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60),
  );
}

/** Each entry under the name it has in the ledger. */
function course(steps, words, time) {
  const shown = steps.slice(0, MAX_STEPS);
  const items = shown.map(({ at, kind, actor }) =>
    make('li', {}, [time(at) ?? at, kind, actor].filter(Boolean).join(' · ')),
  );
  if (steps.length > shown.length) items.push(make('li', {}, words.more(steps.length - shown.length)));
  return make('details', {}, make('summary', {}, words.course(steps.length)), make('ol', {}, ...items));
}
