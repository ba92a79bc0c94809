import {
  type Gate,
  type GateName,
  isGateOpen,
  longestShut,
  type Place,
  passOne,
  refuseOne,
  slotAfter,
} from '../../domain/carrier/gate.ts';
import { changeGate, findGate, lockGate } from '../../domain/carrier/gate-store.ts';
import type { Database, Db, Tx } from '../../platform/db/database.ts';
import { isUnavailable } from '../../platform/db/unavailable.ts';
import { oneByOne } from '../../platform/one-by-one.ts';
import { type ClaimedTimer, postponeTimer, setTimer } from '../../platform/timers/timer-store.ts';
import type { JobDeps } from './job.ts';
import { noteOnceWell } from './note-outcome.ts';

/** What goes through one gate: each has one timer of its own until it has gone, or is wanted no more. */
export interface Traffic {
  gate: GateName;
  timer: 'place-call' | 'send-message' | 'text-pin';
  perSecond: (deps: JobDeps) => number;
  countWaiting: (db: Db) => Promise<number>;
  /** null: it is wanted no more */
  findPlace: (db: Db, id: string, now: Date) => Promise<Place | null>;
  /** how long what cannot go now waits before it is looked at again, after so many tries */
  lookAgainMs: (attempts: number) => number;
}

/** How what goes is chosen, and given back. */
export interface Choice<One> {
  /** takes the most urgent that can go now; null: nothing can */
  choose: (tx: Tx) => Promise<One | null>;
  /** it was certainly not asked for: whoever comes next decides anew */
  giveBack: (one: One) => Promise<void>;
}

/**
 * The carrier takes only so many a second. If the gate is open, the most urgent goes, whichever it was whose timer rang, and
 * the gate shuts until it takes the next one. Nobody is given a slot ahead of time: after an outage, the first goes and
 * all others wait as before; and whoever comes late with what is urgent is the next.
 * When the database does not say whether the choice stands on record, it is given back: nobody would ask for it.
 * @returns what goes
 */
export async function passGate<One>(
  deps: JobDeps,
  traffic: Traffic,
  { choose, giveBack }: Choice<One>,
): Promise<One | null> {
  let chosen: One | null = null;
  try {
    return await lineAt(
      deps,
      traffic.gate,
    )(() =>
      deps.database.transaction(async (tx) => {
        const gate = await rightGate(tx, deps, traffic);
        const now = deps.now().getTime();
        if (!isGateOpen(gate, now)) return null;
        chosen = await choose(tx);
        if (chosen) await changeGate(tx, traffic.gate, passOne(gate, gapOf(deps, traffic), now));
        return chosen;
      }),
    );
  } catch (error) {
    const one: One | null = chosen;
    if (one !== null && isUnavailable(error)) noteOnceWell(deps, () => giveBack(one));
    throw error;
  }
}

/** Who of this process is at a gate of a database. */
const lines = new WeakMap<Database, Map<GateName, ReturnType<typeof oneByOne>>>();

/** Only one can pass at a time: whoever waits for that does so without a connection, which others would lack. */
function lineAt({ database }: JobDeps, gate: GateName): ReturnType<typeof oneByOne> {
  const ofDatabase = lines.get(database) ?? new Map<GateName, ReturnType<typeof oneByOne>>();
  lines.set(database, ofDatabase);
  const line = ofDatabase.get(gate) ?? oneByOne();
  ofDatabase.set(gate, line);
  return line;
}

/** Waits in line for the gate: its timer rings in the slot that would be its own if nobody else came. */
export async function waitInLine(deps: JobDeps, traffic: Traffic, timer: ClaimedTimer): Promise<void> {
  const { database, now } = deps;
  const { subject } = timer;
  await database.transaction(async (tx) => {
    const place = await traffic.findPlace(tx, subject, now());
    if (!place) return;
    const { urgency: priority, before, readyAt } = place;
    const wait = { kind: traffic.timer, subject, priority };
    if (before !== null) {
      const gate = await findGate(tx, traffic.gate);
      const dueAt = new Date(slotAfter(before, gate, gapOf(deps, traffic), now().getTime()));
      await setTimer(tx, { ...wait, dueAt });
    } else if (readyAt !== null) await setTimer(tx, { ...wait, dueAt: readyAt });
    else {
      const dueAt = new Date(now().getTime() + traffic.lookAgainMs(timer.attempts));
      await postponeTimer(tx, timer, dueAt);
    }
  });
}

/** The carrier is busy: nothing goes for a while, and then the most urgent first. */
export async function shutGate(tx: Tx, deps: JobDeps, traffic: Traffic): Promise<void> {
  const gate = await lockGate(tx, traffic.gate);
  const shut = refuseOne(gate, gapOf(deps, traffic), deps.now().getTime());
  await changeGate(tx, traffic.gate, shut);
}

/** The carrier has taken something: it is not busy any more. */
export async function noteTaken(deps: JobDeps, { gate: name }: Traffic): Promise<void> {
  if ((await findGate(deps.database, name)).refusals === 0) return;
  await deps.database.transaction(async (tx) => {
    await changeGate(tx, name, { ...(await lockGate(tx, name)), refusals: 0 });
  });
}

function gapOf(deps: JobDeps, { perSecond }: Traffic): number {
  return 1_000 / perSecond(deps);
}

/** The gate, locked. One that a wrong clock has shut for longer than can be is opened, and somebody is to look. */
async function rightGate(tx: Tx, deps: JobDeps, traffic: Traffic): Promise<Gate> {
  const gate = await lockGate(tx, traffic.gate);
  const gapMs = gapOf(deps, traffic);
  const now = deps.now().getTime();
  const shutMs = gate.freeAt - now;
  if (shutMs <= longestShut(0, gapMs)) return gate;
  if (shutMs <= longestShut(await traffic.countWaiting(tx), gapMs)) return gate;
  deps.onGateReset?.(traffic.gate);
  deps.log.error(
    { gate: traffic.gate, shutForSeconds: Math.round(shutMs / 1_000) },
    'a wrong clock had blocked calls or messages to the carrier; they go out again: find the host whose clock is wrong',
  );
  return { ...gate, freeAt: now };
}
