import { isGateOpen } from '../../domain/carrier/gate.ts';
import { findGate } from '../../domain/carrier/gate-store.ts';
import { makePin } from '../../domain/customers/fresh-pin.ts';
import { hashPin } from '../../domain/customers/hash-pins.ts';
import type { Message } from '../../domain/messages/message.ts';
import { changeMessage, lockMessage } from '../../domain/messages/message-store.ts';
import { countSendable } from '../../domain/messages/outbox-store.ts';
import { countBefore, countPinTexts } from '../../domain/pin-texts/pin-text-store.ts';
import {
  findPinReader,
  noteNoMobile,
  type PinReader,
  pinText,
  withdrawPinText,
  writePinText,
} from '../../domain/pin-texts/write-pin-text.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { HotlineError } from '../../platform/errors.ts';
import { LEASE_MS } from '../../platform/timers/claimed-timers-store.ts';
import { LAST } from '../../platform/timers/timer.ts';
import { backoff } from './backoff.ts';
import type { Job, JobDeps } from './job.ts';
import { noteOutcome } from './note-outcome.ts';
import { noteTaken, passGate, shutGate, type Traffic, waitInLine } from './pass-gate.ts';

/** They go through the gate of all messages, when no other could. */
const PIN_TEXTS: Traffic = {
  gate: 'messages',
  timer: 'text-pin',
  perSecond: ({ messagesPerSecond }) => messagesPerSecond,
  countWaiting: countPinTexts,
  findPlace: async (db, contactId, now) => {
    const soon = new Date(now.getTime() + LEASE_MS);
    const before = await countBefore(db, contactId, soon);
    if (before === null) return null;
    return { urgency: LAST, before: (await countSendable(db, now)) + before, readyAt: null };
  },
  lookAgainMs: backoff,
};

type Reachable = PinReader & { mobile: string };

/**
 * Gives a contact a PIN and sends it to them. The PIN is made here and only handed to the carrier: neither the record nor a log
 * has it. It is sent at most once, like everything that customers get; whoever it does not reach is listed in the console.
 */
export const textPin: Job = async (deps, timer) => {
  const { database, hotline, now, pins } = deps;
  const reader = await findPinReader(database, timer.subject, now());
  if (!reader) return;
  if (!isReachable(reader)) {
    await database.transaction((tx) => noteNoMobile({ tx, hotline, now: now() }, reader));
    return;
  }
  if (!(await couldPass(database, now()))) return waitInLine(deps, PIN_TEXTS, timer);
  const pin = makePin();
  // slow, so it is done before anybody has to wait at the gate
  const pinHash = await hashPin(database, pins, reader.contact.customerNumber, pin);
  const message = await passGate(deps, PIN_TEXTS, {
    choose: (tx) => choose(tx, deps, reader, pinHash),
    giveBack: (one) => takeBack(deps, one, 'the database went away', 0),
  });
  if (!message) return waitInLine(deps, PIN_TEXTS, timer);
  await send(deps, message, pinText(hotline, reader, pin));
};

function isReachable(reader: PinReader): reader is Reachable {
  return reader.mobile !== null;
}

async function couldPass(db: Db, now: Date): Promise<boolean> {
  return isGateOpen(await findGate(db, 'messages'), now.getTime()) && (await countSendable(db, now)) === 0;
}

/** Its own, or nothing: another message goes first, or the PIN is taken. */
async function choose(tx: Tx, deps: JobDeps, reader: Reachable, pinHash: Buffer): Promise<Message[]> {
  const { hotline, owner = null } = deps;
  const now = deps.now();
  if ((await countSendable(tx, now)) > 0) return [];
  const message = await writePinText({ tx, hotline, now }, reader, pinHash, owner);
  return message ? [message] : [];
}

async function send(deps: JobDeps, message: Message, body: string): Promise<void> {
  const { toNumber: to, fromNumber: from, id } = message;
  let sid: string;
  try {
    ({ sid } = await deps.carrier.sendSms({ to, from, body, statusUrl: deps.urls.smsStatus(id) }));
  } catch (error) {
    return fail(deps, message, error);
  }
  await settle(deps, message, { status: 'sent', sid, sentAt: deps.now() });
  await noteTaken(deps, PIN_TEXTS);
}

async function fail(deps: JobDeps, message: Message, error: unknown): Promise<void> {
  const code = error instanceof HotlineError ? error.code : undefined;
  const said = error instanceof Error ? error.message : String(error);
  deps.log.warn({ err: error, message: message.id }, 'a PIN could not be sent by SMS');
  if (code === 'carrier-busy') return takeBack(deps, message, said, backoff(1));
  if (code === 'overtaken') return takeBack(deps, message, said, 0);
  const status = code === 'carrier-refused' ? 'failed' : 'unknown';
  await settle(deps, message, { status, error: said });
}

/** Its report may have been quicker than the carrier's answer. */
async function settle(
  deps: JobDeps,
  { id }: Message,
  { status, ...found }: Parameters<typeof changeMessage>[2],
): Promise<void> {
  await noteOutcome(deps, () =>
    deps.database.transaction(async (tx) => {
      const current = await lockMessage(tx, id);
      const isOpen = current?.status === 'sending';
      await changeMessage(tx, id, { status: isOpen ? status : (current?.status ?? status), ...found });
    }),
  );
}

async function takeBack(deps: JobDeps, message: Message, error: string, waitMs: number): Promise<void> {
  const isBusy = waitMs > 0;
  await noteOutcome(deps, () =>
    deps.database.transaction(async (tx) => {
      if (isBusy) await shutGate(tx, deps, PIN_TEXTS);
      const dueAt = new Date(deps.now().getTime() + waitMs);
      await withdrawPinText(tx, message, { error, dueAt });
    }),
  );
}
