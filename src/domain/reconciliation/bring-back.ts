import type { Database } from '../../platform/db/database.ts';
import { lockCallBySid } from '../calls/call-store.ts';
import type { Hotline, HotlineWork } from '../calls/hotline.ts';
import type { Carrier, Span } from '../carrier/carrier.ts';
import { contactsByPhone } from '../customers/customer-store.ts';
import { callBackLost } from '../flow-actions/call-back-lost.ts';
import { createTicket } from '../ticket-operations/create-ticket.ts';
import type { Severity } from '../tickets/ticket.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { lookForGaps } from './look-for-gaps.ts';
import { enterCall } from './merge-gaps.ts';
import { type Reconciled, type Reconciling, reconcile } from './reconcile.ts';
import {
  findCallBefore,
  knownTickets,
  linkCall,
  moveTicketNumbers,
  readTicketNumbers,
} from './restored-store.ts';
import { readToldTickets, type ToldTicket } from './told-tickets.ts';

/** As nobody knows how bad it is: see the unverified lane. */
const UNKNOWN_SEVERITY: Severity = 1;
/**
 * So many numbers are left out after a restore. More tickets than this in the time the dump does not know of are seen by the
 * carrier's record only.
 */
const NUMBERS_LEFT_OUT = 1_000n;
/** A text goes out while its caller is still on the line, or soon after. */
const CALL_BEFORE_MS = 3_600_000;

export interface BroughtBack extends Reconciled {
  /** of tickets that are open again under the numbers customers were told */
  broughtBack: string[];
  /** the number the next ticket gets, at least */
  nextNumber: string;
}

/** Moves the numbers of tickets ahead, so that none that somebody was told is given again. @returns the next */
export async function leaveNumbersOut(database: Database, told: readonly ToldTicket[] = []): Promise<string> {
  return database.transaction(async (tx) => {
    const current = BigInt(await readTicketNumbers(tx));
    const highest = told.reduce(
      (most, { number }) => (BigInt(number) > most ? BigInt(number) : most),
      current,
    );
    const next = String((highest > current ? highest : current) + NUMBERS_LEFT_OUT);
    await moveTicketNumbers(tx, next);
    return next;
  });
}

/** What our texts since a dump told of tickets that are not on record here. Changes nothing. */
export async function findLostTickets(
  { database, carrier, hotline }: { database: Database; carrier: Carrier; hotline: Hotline },
  span: Span,
): Promise<{ told: ToldTicket[]; lost: ToldTicket[] }> {
  const told = readToldTickets(hotline, await carrier.listSentMessages(hotline.number, span));
  const known = await knownTickets(
    database,
    told.map(({ number }) => number),
  );
  return { told, lost: told.filter(({ number }) => !known.has(number)) };
}

/**
 * After a restore: tickets that customers were told of since the dump are open again under the same numbers, with whom they
 * belong to and whether they were verified. Then everything else the carrier knows is merged as always: what was said on
 * a call joins the ticket of that call. Whether somebody has answered meanwhile is not known: the engineers are paged anew.
 */
export async function bringBack(parts: Reconciling, span: Span): Promise<BroughtBack> {
  const { database, hotline, now } = parts;
  const { told, lost } = await findLostTickets(parts, span);
  const nextNumber = await leaveNumbersOut(database, told);
  const gaps = await lookForGaps(parts, span);
  for (const call of gaps.calls)
    await database.transaction((tx) => enterCall({ tx, hotline, now: now() }, call));
  for (const ticket of lost) await database.transaction((tx) => reopen({ tx, hotline, now: now() }, ticket));
  // only now is it known which calls brought no ticket
  const spokenOn = new Set(gaps.recordings.map(({ callSid }) => callSid));
  for (const { sid } of gaps.calls.filter((call) => !spokenOn.has(call.sid)))
    await database.transaction((tx) => callBackIfLost({ tx, hotline, now: now() }, sid));
  const merged = await reconcile(parts, span.until, span.since);
  return { ...merged, calls: gaps.calls.length, broughtBack: lost.map(({ number }) => number), nextNumber };
}

async function callBackIfLost({ tx, hotline, now }: HotlineWork, sid: string): Promise<void> {
  const call = await lockCallBySid(tx, sid);
  if (call) await callBackLost(tx, hotline, call, now);
}

async function reopen(work: HotlineWork, told: ToldTicket): Promise<void> {
  const { tx, now } = work;
  const [contact] = await contactsByPhone(tx, told.customerPhone, told.toldAt);
  const phones = contact?.phones ?? [told.customerPhone];
  const since = new Date(told.toldAt.getTime() - CALL_BEFORE_MS);
  const call = await findCallBefore(tx, phones, { since, until: told.toldAt });
  const ticket = await createTicket(work, {
    number: told.number,
    kind: 'problem',
    signature: null,
    severity: (told.severity ?? UNKNOWN_SEVERITY) as Severity,
    channel: 'phone',
    verified: told.verified && contact !== undefined,
    customerNumber: contact?.customerNumber ?? null,
    contactId: contact?.id ?? null,
    language: told.language,
    callId: call?.id ?? null,
    callbackNumber: told.customerPhone,
    startedAt: call?.startedAt ?? told.toldAt,
  });
  if (call) await linkCall(tx, call.id, ticket.number);
  await addEvent(tx, ticket.number, { at: now, kind: 'merged', actor: 'hotline' });
}
