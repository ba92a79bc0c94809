import { bytesOf, sameBytes, toBase64 } from './bytes.js';
import { closeMonth } from './close-month.js';
import { compareTold, PROMISE_BEFORE, provenTickets, shownIn } from './compare-told.js';
import { Fault } from './fault.js';
import { hashLeaf, isContinued, isIncluded } from './merkle.js';
import { readProof } from './read-proof.js';
import { sha256 } from './sha256.js';
import { openCheckpoint, openKeys, readKey } from './signed-note.js';
import { openStamp } from './time-stamp.js';

/**
 * Whether a proof file holds (docs/evidence.md, section 6, "To verify").
 * @param {string} text the file
 * @param {{ key?: string, older?: string }} own what the reader has from elsewhere: the key, a checkpoint kept earlier
 * @returns what is proven, and each fault as a code of words.js with what it names; no fault: it holds
 * @throws {Fault} where there is nothing to look at any further
 */
export async function verifyProof(text, { key, older } = {}) {
  const file = readProof(text);
  const keys = await openKeys(file.handovers, readKey(file.key));
  if (key !== undefined) trust(key, keys);
  const checkpoint = await openCheckpoint(file.checkpoint, [keys.at(-1)]);
  const hashes = file.entries.map((entry) => hashEntry(entry, file.customer));
  const proven = provenTickets(file.entries);
  const told = compareTold(file.tickets, proven);
  const earlier =
    older === undefined ? undefined : await compareOlder(file, { older: asPasted(older), keys, checkpoint });
  const stamps = await checkStamps(file, { keys, checkpoint });
  const month = closeMonth(file);
  const orders = file.entries.filter(({ customer }) => customer).map(({ order }) => order);
  return {
    scope: file.scope,
    key: file.key,
    isKeyKnown: key !== undefined,
    checkpoint,
    earlier,
    faults: [
      ...told.faults,
      ...missingFromTree(file.entries, hashes, checkpoint),
      ...file.entries.flatMap(hidden),
      ...gaps(file, hashes),
      ...scopeFaults(file),
      ...untold(file, proven),
      ...month.faults,
      ...stamps.faults,
    ],
    unproven: told.unproven,
    facts: file.entries.length,
    orders: orders.length === 0 ? undefined : { first: orders[0], last: orders.at(-1) },
    closing: month.closing,
    stamps: stamps.good,
    afterwards: file.entries.filter(({ entered }) => entered === 'afterwards').length,
    tickets: rowsOf(file.tickets, proven),
  };
}

/** Only details may be withheld or erased, and none that is a promise: whoever could withhold the rest could keep a miss silent. */
function hidden(entry) {
  const names = entry.fields.filter(
    ({ name, commitment }) =>
      commitment !== undefined && (!name.startsWith('detail.') || name === PROMISE_BEFORE),
  );
  if (names.length === 0) return [];
  return [{ code: 'hidden', about: { ...about(entry), names: names.map(({ name }) => name).join(', ') } }];
}

/** The reader's key is the file's, or has handed over to it. */
function trust(text, keys) {
  const own = keys.at(-1);
  let key;
  try {
    // copied from a letter it stands on several lines
    key = readKey(text.replaceAll(/\s+/g, ''));
  } catch {
    throw new Fault('own-key-unreadable');
  }
  if (key.origin !== own.origin)
    throw new Fault('other-installation', { yours: key.origin, theirs: own.origin });
  if (!keys.some((known) => known.text === key.text)) throw new Fault('other-key', { theirs: own.text });
}

const NOTHING_PROVEN = { members: new Map(), earlier: [], steps: [] };

/** Every ticket that is told of, and every one that the entries show: in none of the two can one be left out. */
function rowsOf(told, proven) {
  const numbers = new Set([...told.map(({ number }) => number), ...proven.keys()]);
  return [...numbers].map((number) => {
    const { members, earlier, steps, answeredHow } = proven.get(number) ?? NOTHING_PROVEN;
    return { number, proven: { ...Object.fromEntries(members), answeredHow }, earlier, steps };
  });
}

function hashEntry({ fields, customer, order, previous, entered }, whose) {
  const sorted = fields.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const lines = sorted.map(({ name, value, salt, commitment }) => {
    const committed = commitment ?? sha256(bytesOf(salt, `${name}=${value}`));
    return `${name} ${toBase64(committed)}\n`;
  });
  const statement = sha256(bytesOf(`hotline-statement/v1\n${lines.join('')}`));
  const tag = customer && whose ? toBase64(sha256(bytesOf(whose.salt, whose.number))) : '-';
  const leaf = [
    'hotline-leaf/v1',
    `statement ${toBase64(statement)}`,
    `customer ${tag}`,
    `order ${order}`,
    `previous ${previous === null ? '-' : toBase64(previous)}`,
    `entered ${entered}`,
  ];
  return hashLeaf(bytesOf(`${leaf.join('\n')}\n`));
}

function missingFromTree(entries, hashes, { size, root }) {
  return entries.flatMap((entry, place) => {
    const { index, path } = entry;
    if (place > 0 && index <= entries[place - 1].index) return [{ code: 'twice', about: about(entry) }];
    const isThere = isIncluded({ index, size, hash: hashes[place], path, root });
    return isThere ? [] : [{ code: 'changed', about: about(entry) }];
  });
}

/** What an entry says of itself, to be found by. */
function about(entry) {
  const kind = shownIn(entry, 'kind') ?? shownIn(entry, 'fact');
  return { index: entry.index, ticket: shownIn(entry, 'ticket'), kind, at: shownIn(entry, 'at') };
}

/** In a customer's month each fact names the one before; of a single ticket there are others between. */
function gaps({ scope, entries }, hashes) {
  let before;
  const faults = [];
  entries.forEach((entry, place) => {
    if (!entry.customer) {
      if (entry.order !== 0 || entry.previous !== null) faults.push({ code: 'chain', about: about(entry) });
      return;
    }
    const fault = linkFault(entry, before, scope.month !== undefined);
    if (fault) faults.push(fault);
    before = { order: entry.order, hash: hashes[place] };
  });
  return faults;
}

/** A customer's first fact of a log names none before it, also where the log goes on from a lost one with their next number. */
function linkFault(entry, before, isWhole) {
  const { order, previous } = entry;
  if (order === 0 || (order === 1 && previous !== null) || (before && previous === null))
    return { code: 'chain', about: about(entry) };
  if (before === undefined) return undefined;
  if (order === before.order + 1)
    return sameBytes(previous, before.hash) ? undefined : { code: 'chain', about: about(entry) };
  return isWhole || order <= before.order
    ? { code: 'gap', about: { from: before.order, to: order } }
    : undefined;
}

const DAY_MS = 24 * 3_600_000;

/** A month by the clock of Greenwich. */
function spanOf({ month }) {
  const [year, number] = month.split('-').map(Number);
  return [Date.UTC(year, number - 1), Date.UTC(year, number)];
}

/** What was opened in a month is told, a day from its edges at the latest: it may begin and end in any zone of the earth. */
function untold({ scope, tickets }, proven) {
  if (scope.month === undefined) return [];
  const [from, until] = spanOf(scope);
  const told = new Set(tickets.map(({ number }) => number));
  const isLeftOut = ([number, { members }]) => {
    const openedAt = Date.parse(members.get('openedAt'));
    return openedAt >= from + DAY_MS && openedAt < until - DAY_MS && !told.has(number);
  };
  return [...proven].filter(isLeftOut).map(([ticket]) => ({ code: 'untold', about: { ticket } }));
}

/** The heading has to be that of what follows; a month may begin and end in any zone of the earth. */
function scopeFaults({ scope, customer, tickets, entries }) {
  if (scope.ticket !== undefined)
    return tickets.length === 1 && tickets[0].number === scope.ticket ? [] : [{ code: 'scope', about: {} }];
  const [begin, end] = spanOf(scope);
  const [from, until] = [begin - DAY_MS, end + DAY_MS];
  const own = entries.filter((entry) => entry.customer).map((entry) => Date.parse(about(entry).at));
  const isOfMonth = own.length === 0 || own.some((at) => at >= from && at < until);
  return customer?.number === scope.customer && isOfMonth ? [] : [{ code: 'scope', about: {} }];
}

/** Against the state that the reader has kept: a second, prettier ledger does not continue it. */
async function compareOlder({ consistency }, { older, keys, checkpoint }) {
  const earlier = await openCheckpoint(older, keys).catch((error) => {
    throw error instanceof Fault ? new Fault('older-unreadable', { why: error.code }) : error;
  });
  if (earlier.size > checkpoint.size) throw new Fault('older-is-newer', { time: earlier.time });
  if (earlier.size === checkpoint.size) {
    if (!sameBytes(earlier.root, checkpoint.root)) throw new Fault('rewritten', { time: earlier.time });
    return earlier;
  }
  const ways = consistency.filter(({ size }) => size === earlier.size);
  if (ways.length === 0 && earlier.size > 0) throw new Fault('no-way', { time: earlier.time });
  if (!ways.every(({ path }) => isContinued(earlier, checkpoint, path)))
    throw new Fault('rewritten', { time: earlier.time });
  return earlier;
}

/** Each stamp is of the state that it stands beside, at the time that is told, and the file's own state leads on from that one. */
async function checkStamps(file, { keys, checkpoint }) {
  const [good, faults] = [[], []];
  for (const { authority, time, size, reply, checkpoint: stamped } of file.stamps)
    try {
      const { at, signer, isSigned } = await openStamp(reply, stamped);
      const state = await compareOlder(file, { older: stamped, keys, checkpoint });
      if (at.toISOString() !== time || state.size !== size) throw new Fault('stamp-of-other');
      good.push({ authority, time, size, signer, isSigned });
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const code = error.code.startsWith('stamp-') ? error.code : 'stamp-of-other';
      faults.push({ code, about: { authority } });
    }
  return { good, faults };
}

/** Origin, size, root, time. */
const STATE_LINES = 4;

/**
 * What is pasted has often lost its last line feed, has the line ends of Windows, its signature on several lines, lines that are
 * indented or quoted, or words before it.
 */
function asPasted(text) {
  const [state, ...signatures] = text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\u00a0', ' ')
    .replaceAll(/^[ \t>]+|[ \t]+$/gm, '')
    .trim()
    .split(/\n+(?=— )/);
  const lines = signatures.map((line) => {
    const [dash, name, ...parts] = line.split(/\s+/);
    return `${dash} ${name} ${parts.join('')}\n`;
  });
  const signed = state.trimEnd().split('\n').slice(-STATE_LINES).join('\n');
  return `${signed}\n\n${lines.join('')}`;
}
