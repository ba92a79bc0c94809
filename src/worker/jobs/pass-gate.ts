import {
  type Gate,
  type GateName,
  longestShut,
  openSlots,
  type Place,
  passOne,
  refuseOne,
  slotAfter,
} from '../../domain/carrier/gate.ts';
import { changeGate, findGate, lockGate } from '../../domain/carrier/gate-store.ts';
import { batch } from '../../platform/batch.ts';
import type { Database, Db, Tx } from '../../platform/db/database.ts';
import { isUnavailable } from '../../platform/db/unavailable.ts';
import { type ClaimedTimer, postponeTimer } from '../../platform/timers/claimed-timers-store.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import type { JobDeps } from './job.ts';
import { noteOnceWell } from './note-outcome.ts';

/** What is to be known at a gate. */
export type GateDeps = Pick<
  JobDeps,
  'database' | 'callsPerSecond' | 'messagesPerSecond' | 'onGateReset' | 'now' | 'log'
>;

/** What goes through one gate: each has one timer of its own until it has gone, or is wanted no more. */
export interface Traffic {
  gate: GateName;
  timer: 'place-call' | 'send-message' | 'text-pin';
  perSecond: (deps: GateDeps) => number;
  countWaiting: (db: Db) => Promise<number>;
  /** null: it is wanted no more */
  findPlace: (db: Db, id: string, now: Date) => Promise<Place | null>;
  /** how long what cannot go now waits before it is looked at again, after so many tries */
  lookAgainMs: (attempts: number) => number;
}

/** How what goes is chosen, and given back. */
export interface Choice<One> {
  /** takes the most urgent that can go now, at most so many; may look only for its own */
  choose(tx: Tx, most: number): Promise<One[]>;
  /** takes its own, if that can go now; left out: as `choose` does. What cannot be chosen must not hold up all others. */
  chooseOwn?(tx: Tx): Promise<One[]>;
  /** whether it is what the timer rang for that brought this one here; left out: whatever was chosen is */
  isOwn?(one: One): boolean;
  /** it was certainly not asked for: whoever comes next decides anew */
  giveBack(one: One): Promise<void>;
}

/**
 * The carrier takes only so many a second. If the gate is open, the most urgent goes, whichever it was whose timer rang, and
 * the gate shuts until it takes the next one. Nobody is given a slot ahead of time: after an outage, the first goes and
 * all others wait as before; and whoever comes late with what is urgent is the next.
 * Those who come while others pass go through together after them: one lock and one commit for all, or the commits alone
 * would let fewer through than the carrier takes.
 * When the database does not say whether the choice stands on record, it is given back: nobody would ask for it.
 * When the choice fails, each takes its own alone, so that whatever cannot be chosen holds up nothing else.
 * @returns what goes
 * @throws what its own choice threw
 */
export async function passGate<One>(
  deps: GateDeps,
  traffic: Traffic,
  choice: Choice<One>,
): Promise<One | null> {
  const comer: Comer<One> = { deps, traffic, choice, chosen: null };
  await crowdAt(deps.database, traffic.gate)(comer);
  if (comer.failure !== undefined) throw comer.failure;
  return comer.chosen;
}

/** Who has come to a gate, and what goes of theirs. */
interface Comer<One> {
  deps: GateDeps;
  traffic: Traffic;
  choice: Choice<One>;
  chosen: One | null;
  failure?: unknown;
}

type Crowd = (comer: Comer<unknown>) => Promise<unknown>;

/** Who of this process is at a gate of a database. */
const crowds = new WeakMap<Database, Map<GateName, Crowd>>();

/** Only one can hold the gate at a time: whoever waits for that does so without a connection, which others would lack. */
function crowdAt(database: Database, gate: GateName): Crowd {
  const ofDatabase = crowds.get(database) ?? new Map<GateName, Crowd>();
  crowds.set(database, ofDatabase);
  const crowd = ofDatabase.get(gate) ?? batch((comers) => passTogether(database, comers));
  ofDatabase.set(gate, crowd);
  return crowd;
}

async function passTogether(database: Database, comers: Comer<unknown>[]): Promise<unknown[]> {
  try {
    await pass(database, comers, ({ choose }) => choose);
    giveToOwners(comers);
  } catch (error) {
    if (isUnavailable(error)) throw error;
    for (const comer of comers)
      await pass(database, [comer], ({ choose, chooseOwn }) => chooseOwn ?? choose).catch(
        (failure: unknown) => {
          comer.failure = failure;
        },
      );
  }
  return comers;
}

type Way = (choice: Choice<unknown>) => Choice<unknown>['choose'];

async function pass(database: Database, comers: Comer<unknown>[], way: Way): Promise<void> {
  try {
    await database.transaction((tx) => passInTurn(tx, comers, way));
  } catch (error) {
    if (isUnavailable(error))
      for (const { deps, choice, chosen } of comers)
        if (chosen !== null) noteOnceWell(deps, () => choice.giveBack(chosen));
    throw error;
  }
}

/** The first to come takes for all who came for the like, as long as the gate is open. */
async function passInTurn(tx: Tx, comers: readonly Comer<unknown>[], way: Way): Promise<void> {
  const [first] = comers;
  if (!first) return;
  const { gate: name } = first.traffic;
  const before = await rightGate(tx, first.deps, first.traffic);
  let gate = before;
  // whatever an attempt chose that was rolled back is on no record
  for (const comer of comers) comer.chosen = null;
  for (const [index, { deps, traffic, choice, chosen }] of comers.entries()) {
    if (chosen !== null) continue;
    const now = deps.now().getTime();
    const gapMs = gapOf(deps, traffic);
    const alike = comers.slice(index).filter((other) => other.traffic === traffic && other.chosen === null);
    const most = Math.min(alike.length, openSlots(gate, gapMs, now));
    if (most === 0) continue;
    for (const one of await way(choice)(tx, most)) {
      const next = alike.shift();
      if (next) next.chosen = one;
      gate = passOne(gate, gapMs, now);
    }
  }
  if (gate !== before) await changeGate(tx, name, gate);
}

/** Of those who pass together each takes its own, if that goes at all: then nobody has to look again for what has gone. */
function giveToOwners(comers: readonly Comer<unknown>[]): void {
  for (const comer of comers) {
    const { traffic, choice } = comer;
    const holder = comers.find(
      (other) =>
        other.traffic === traffic && other.chosen !== null && (choice.isOwn?.(other.chosen) ?? false),
    );
    if (holder) [comer.chosen, holder.chosen] = [holder.chosen, comer.chosen];
  }
}

/** Waits in line for the gate: its timer rings in the slot that would be its own if nobody else came. */
export async function waitInLine(deps: GateDeps, traffic: Traffic, timer: ClaimedTimer): Promise<void> {
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
export async function shutGate(tx: Tx, deps: GateDeps, traffic: Traffic): Promise<void> {
  const gate = await lockGate(tx, traffic.gate);
  const shut = refuseOne(gate, gapOf(deps, traffic), deps.now().getTime());
  await changeGate(tx, traffic.gate, shut);
}

/** The carrier has taken something: it is not busy any more. */
export async function noteTaken(deps: GateDeps, { gate: name }: Traffic): Promise<void> {
  if ((await findGate(deps.database, name)).refusals === 0) return;
  await deps.database.transaction(async (tx) => {
    await changeGate(tx, name, { ...(await lockGate(tx, name)), refusals: 0 });
  });
}

function gapOf(deps: GateDeps, { perSecond }: Traffic): number {
  return 1_000 / perSecond(deps);
}

/** The gate, locked. One that a wrong clock has shut for longer than can be is opened, and somebody is to look. */
async function rightGate(tx: Tx, deps: GateDeps, traffic: Traffic): Promise<Gate> {
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
