import { fromBase64 } from './bytes.js';
import { Fault } from './fault.js';

export const MAX_BYTES = 64 * 1024 * 1024;
const FORMAT = 'hotline-proof/v1';

/**
 * The text of a proof file as what it says, each hash as bytes.
 * @throws {Fault} in a plain sentence: no JSON, cut short, of another format, or damaged, and where
 */
export function readProof(text) {
  const file = parse(text);
  if (!isRecord(file) || typeof file.format !== 'string') throw new Fault('other-file');
  if (file.format !== FORMAT) throw new Fault('other-format', { format: file.format.slice(0, 60) });
  if (membersIn(text) !== membersOf(file)) throw new Fault('said-twice');
  hasOnly(
    file,
    '',
    'format scope customer key handovers checkpoint hashes consistency tickets entries',
    'stamps',
  );
  const hashes = listAt(file.hashes, 'hashes').map((text, place) => hash(text, `hashes[${place}]`));
  const path = (places, where) =>
    listAt(places, where).map((place) => hashes[countAt(place, where)] ?? damaged(where));
  return {
    scope: scopeOf(file.scope),
    customer: customerOf(file.customer),
    key: textAt(file.key, 'key'),
    handovers: listAt(file.handovers, 'handovers').map((note) => textAt(note, 'handovers')),
    checkpoint: textAt(file.checkpoint, 'checkpoint'),
    consistency: listAt(file.consistency, 'consistency').map((one, place) => {
      const where = `consistency[${place}]`;
      hasOnly(one, where, 'size path');
      return { size: countAt(one.size, where), path: path(one.path, where) };
    }),
    stamps: listAt('stamps' in file ? file.stamps : [], 'stamps').map((one, place) =>
      stampOf(one, `stamps[${place}]`),
    ),
    tickets: listAt(file.tickets, 'tickets').map((ticket, place) => {
      if (!isRecord(ticket)) damaged(`tickets[${place}]`);
      textAt(ticket.number, `tickets[${place}].number`);
      for (const value of Object.values(ticket))
        if (typeof value === 'object' && value !== null) damaged(`tickets[${place}]`);
      return ticket;
    }),
    entries: listAt(file.entries, 'entries').map((entry, place) => entryOf(entry, `entries[${place}]`, path)),
  };
}

/** JSON that ends too early has an error at its end, and other texts have one before. */
function parse(text) {
  if (text.trim() === '') throw new Fault('empty');
  try {
    return JSON.parse(text);
  } catch {
    throw new Fault(
      text.trimStart().startsWith('{') && !text.trimEnd().endsWith('}') ? 'cut-short' : 'not-json',
    );
  }
}

/** How many members the objects in a text have: what stands in quotes before a colon. */
function membersIn(json) {
  let count = 0;
  for (let at = json.indexOf('"'); at >= 0; at = json.indexOf('"', at)) {
    at += 1;
    while (json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
    at += 1;
    while (' \n\r\t'.includes(json[at] ?? '-')) at += 1;
    if (json[at] === ':') count += 1;
  }
  return count;
}

/** How many are left when it has been read: of two of one name, one. */
function membersOf(value) {
  let count = 0;
  for (const rest = [value]; rest.length > 0; ) {
    const each = rest.pop();
    if (typeof each !== 'object' || each === null) continue;
    if (!Array.isArray(each)) count += Object.keys(each).length;
    for (const inner of Object.values(each)) rest.push(inner);
  }
  return count;
}

function scopeOf(scope) {
  if (!isRecord(scope)) damaged('scope');
  if ('ticket' in scope) {
    hasOnly(scope, 'scope', 'ticket');
    return { ticket: textAt(scope.ticket, 'scope.ticket') };
  }
  hasOnly(scope, 'scope', 'customer month');
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(scope.month)) damaged('scope.month');
  return { customer: textAt(scope.customer, 'scope.customer'), month: scope.month };
}

function customerOf(customer) {
  if (customer === null) return null;
  hasOnly(customer, 'customer', 'number salt');
  return { number: textAt(customer.number, 'customer.number'), salt: hash(customer.salt, 'customer.salt') };
}

/** What an authority outside said of a state of the ledger. */
function stampOf(stamp, where) {
  hasOnly(stamp, where, 'size authority time checkpoint reply');
  return {
    size: countAt(stamp.size, where),
    authority: textAt(stamp.authority, where).slice(0, 100),
    time: textAt(stamp.time, where),
    checkpoint: textAt(stamp.checkpoint, where),
    reply: fromBase64(stamp.reply) ?? damaged(where),
  };
}

function entryOf(entry, where, path) {
  hasOnly(entry, where, 'index customer order previous entered fields path');
  const { index, customer, order, previous, entered, fields } = entry;
  if (typeof customer !== 'boolean') damaged(`${where}.customer`);
  if (entered !== 'at-once' && entered !== 'afterwards') damaged(`${where}.entered`);
  if (!isRecord(fields)) damaged(`${where}.fields`);
  return {
    index: countAt(index, `${where}.index`),
    customer,
    order: countAt(order, `${where}.order`),
    previous: previous === null ? null : hash(previous, `${where}.previous`),
    entered,
    fields: Object.entries(fields).map(([name, field]) => fieldOf(name, field, `${where}.fields`)),
    path: path(entry.path, `${where}.path`),
  };
}

/** A field that is shown has its value and its salt; one that is withheld or was erased only what was committed to. */
function fieldOf(name, field, where) {
  if (!/^[A-Za-z0-9.-]{1,100}$/.test(name)) damaged(where);
  if (!Array.isArray(field)) return { name, commitment: hash(field, `${where}.${name}`) };
  if (field.length !== 2) damaged(`${where}.${name}`);
  return { name, value: textAt(field[0], `${where}.${name}`), salt: hash(field[1], `${where}.${name}`) };
}

const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

function hasOnly(value, where, names, optional) {
  if (!isRecord(value)) damaged(where || 'format');
  const known = names.split(' ');
  for (const name of known) if (!(name in value)) damaged(where === '' ? name : `${where}.${name}`);
  for (const name of Object.keys(value))
    if (!known.includes(name) && name !== optional) damaged(where || name);
}

function hash(text, where) {
  const bytes = fromBase64(text);
  return bytes?.length === 32 ? bytes : damaged(where);
}

const textAt = (value, where) => (typeof value === 'string' ? value : damaged(where));
const listAt = (value, where) => (Array.isArray(value) ? value : damaged(where));
const countAt = (value, where) => (Number.isSafeInteger(value) && value >= 0 ? value : damaged(where));

function damaged(where) {
  throw new Fault('damaged', { where: where.slice(0, 80) });
}
