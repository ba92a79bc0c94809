import type { Db } from '../../platform/db/database.ts';
import { HotlineError } from '../../platform/errors.ts';
import { saltsLeft } from '../evidence/field-salts.ts';
import {
  findLog,
  findLogWith,
  type Log,
  lastCheckpoint,
  listKeptSizes,
  listKeys,
  loadTiles,
} from '../evidence/log-store.ts';
import { consistencyRanges, inclusionRanges, type Range } from '../evidence/merkle.ts';
import { listReportedSizes } from '../evidence/month-store.ts';
import { type LineOfFacts, listLines } from '../evidence/place-store.ts';
import { PROOF_FORMAT, type ProofEntry, type ProofFile, type TicketTold } from '../evidence/proof-file.ts';
import {
  listLeavesOfMonth,
  listLeavesOfTicket,
  listOpenedIn,
  type PlacedLeaf,
} from '../evidence/proof-store.ts';
import { isSignedBy, parseNote, readKey } from '../evidence/signed-note.ts';
import { listStampsFor, type StampedCheckpoint } from '../evidence/stamp-store.ts';
import { PROMISED, timelineFields, WITHHELD } from '../evidence/ticket-facts.ts';
import { readTiles, tilesOf } from '../evidence/tiles.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { findTickets } from '../tickets/ticket-store.ts';

export type Wanted = { ticket: string } | { customer: string; month: string; from: Date; until: Date };

/** Older states that a file leads on from, at most: a year by days; those of the ends of months all. */
const MAX_KEPT = 400;

/**
 * What is on record, with the proof that it is what was written then. Nothing is checked here: whoever reads the file does.
 * @param since the size of a checkpoint that the file is to lead on from
 * @throws HotlineError `not-found`
 */
export async function exportProof(db: Db, wanted: Wanted, since?: number): Promise<ProofFile> {
  if ('ticket' in wanted && !/^\d{1,18}$/.test(wanted.ticket)) throw noTicket(wanted.ticket);
  const log = (await findLogWith(db, wanted)) ?? (await findLog(db));
  const last = log && (await lastCheckpoint(db, log.id));
  if (!log || !last) throw missing('There is no ledger yet.', 'Start the service once.');
  const { tickets, leaves } = await readWanted(db, log, wanted);
  const kept = leaves.filter(({ index }) => index < last.size);
  const customerNumber = kept.find((leaf) => leaf.customerNumber !== null)?.customerNumber ?? null;
  const [line] = customerNumber === null ? [] : await listLines(db, [customerNumber]);
  const keptSizes = await listKeptSizes(db, log.id, MAX_KEPT);
  const reported = customerNumber === null ? [] : await listReportedSizes(db, log.id, customerNumber);
  const facts = (kept.at(-1)?.index ?? -1) + 1;
  const stamps = await listStampsFor(db, log.id, facts);
  const stamped = stamps.map(({ size }) => size);
  const older = [...new Set([...keptSizes, ...reported, ...stamped, ...(since ? [since] : [])])].filter(
    (size) => size < last.size,
  );
  const paths = [
    ...kept.map(({ index }) => inclusionRanges(index, last.size)),
    ...older.map((size) => consistencyRanges(size, last.size)),
  ];
  const { hashes, places } = await lookUpPaths(db, log, paths);
  const keys = await listKeys(db, log.id);
  return {
    format: PROOF_FORMAT,
    scope: 'ticket' in wanted ? wanted : { customer: wanted.customer, month: wanted.month },
    customer: customerOf(line),
    key: signerOf(
      last.note,
      keys.map(({ publicKey }) => publicKey),
    ),
    handovers: keys.flatMap(({ handover }) => handover ?? []),
    checkpoint: last.note,
    hashes,
    consistency: older.map((size, place) => ({ size, path: places[kept.length + place] ?? [] })),
    ...(stamps.length === 0 ? {} : { stamps: stamps.map(stampTold) }),
    tickets: tickets.map(toldOf),
    entries: kept.map((leaf, place) => entryOf(leaf, places[place] ?? [])),
  };
}

/** Whose the entries of a file are. */
export function customerOf(line: LineOfFacts | undefined): ProofFile['customer'] {
  return line ? { number: line.customerNumber, salt: line.salt.toString('base64') } : null;
}

/** Which of the keys has signed a state; none: what is in the tables was changed, as whoever verifies will see. */
function signerOf(note: string, keys: readonly string[]): string {
  const parsed = parseNote(note);
  const hasSigned = (text: string) => {
    const key = readKey(text);
    return parsed !== null && key !== null && isSignedBy(parsed, key);
  };
  return keys.findLast(hasSigned) ?? keys.at(-1) ?? '';
}

async function readWanted(
  db: Db,
  log: Log,
  wanted: Wanted,
): Promise<{ tickets: Ticket[]; leaves: PlacedLeaf[] }> {
  const numbers = 'ticket' in wanted ? [wanted.ticket] : await listOpenedIn(db, wanted);
  const tickets = await findTickets(db, numbers);
  if ('ticket' in wanted && tickets.length === 0) throw noTicket(wanted.ticket);
  const leaves =
    'ticket' in wanted
      ? await listLeavesOfTicket(db, log.id, wanted.ticket)
      : await listLeavesOfMonth(db, log.id, wanted);
  if ('month' in wanted && leaves.every(({ customerNumber }) => customerNumber === null))
    throw missing(
      `The ledger has nothing of customer ${wanted.customer} in ${wanted.month}.`,
      'Check the number and the month.',
    );
  return { tickets: tickets.sort((a, b) => Number(a.number) - Number(b.number)), leaves };
}

const noTicket = (number: string) => missing(`There is no ticket ${number}.`, 'Check the number.');

function missing(what: string, remedy: string): HotlineError {
  return new HotlineError('not-found', what, { remedy });
}

/** The hashes of all paths, each once, and of each path the places of its hashes among them. */
export async function lookUpPaths(
  db: Db,
  log: Log,
  paths: Range[][],
): Promise<{ hashes: string[]; places: number[][] }> {
  const lookUp = readTiles(await loadTiles(db, log.id, tilesOf(paths.flat())));
  const placeOfHash = new Map<string, number>();
  const places = paths.map((path) =>
    path.map((range) => {
      // a tile that is lost leads to no root, as whoever verifies will see
      const hash = (lookUp(range) ?? Buffer.alloc(32)).toString('base64');
      const place = placeOfHash.get(hash) ?? placeOfHash.size;
      placeOfHash.set(hash, place);
      return place;
    }),
  );
  return { hashes: [...placeOfHash.keys()], places };
}

function stampTold({ size, note, authority, stampedAt, reply }: StampedCheckpoint) {
  const time = stampedAt.toISOString();
  return { size, authority, time, checkpoint: note, reply: reply.toString('base64') };
}

/** What is told of a ticket. */
export function toldOf(ticket: Ticket): TicketTold {
  const told: TicketTold = { number: ticket.number };
  for (const name of PROMISED) {
    const value = ticket[name];
    told[name] = value instanceof Date ? value.toISOString() : value;
  }
  return told;
}

/** As it stands in the tables: a field that was changed there does not fit its commitment. */
export function entryOf(leaf: PlacedLeaf, path: number[]): ProofEntry {
  const { index, order, previous, customerNumber, afterwards, commitments } = leaf;
  const values = valuesOf(leaf);
  const committed = Object.keys(commitments);
  const others = Object.keys(values).filter((name) => commitments[name] === undefined);
  const salts = saltsLeft(leaf, committed, others);
  const fields: ProofEntry['fields'] = {};
  for (const name of [...committed, ...others]) {
    const [value, salt] = [values[name], salts[name]];
    const isShown = value !== undefined && salt !== undefined && !WITHHELD.includes(name);
    const hidden = commitments[name];
    if (isShown) fields[name] = [value, salt];
    else if (hidden !== undefined) fields[name] = hidden;
  }
  return {
    index,
    customer: customerNumber !== null,
    order,
    previous: previous?.toString('base64') ?? null,
    entered: afterwards ? 'afterwards' : 'at-once',
    fields,
    path,
  };
}

/** What the tables say now of the fields of a leaf. */
export function valuesOf({ event, fields }: PlacedLeaf): Record<string, string> {
  if (!event) return fields;
  return { ...timelineFields(event.ticketNumber, { ...event, at: new Date(event.at) }), ...fields };
}
