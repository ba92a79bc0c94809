import type { Logger } from '../log.ts';
import { type Coming, createComingInstants } from './coming-instants.ts';

/**
 * Rings on the instant for what is due. It knows the instants of the coming minute only, in memory, and may be lost or miss
 * one at any moment: the rows are the record, and the queue's alarms and the sweep ring, too.
 */
export interface InstantBell {
  /** Something was written: what is due by now rings at once, what is due soon on its instant, all other is read in time. */
  add(coming: readonly Coming[]): void;
  /** Something may have been written that nobody told of: everything is looked for, and the coming minute is read anew. */
  reread(): void;
  close(): Promise<void>;
}

export interface BellDeps {
  /** Reads the soonest instants after `from`, up to and with `until`, see `findComing`. */
  read(from: Date, until: Date): Promise<{ coming: readonly Coming[]; until: Date }>;
  /** Looks for what is due of some kinds; without, of all. */
  ring(kinds?: ReadonlySet<string>): Promise<unknown>;
  /** Asked before anything rings: by a clock that was just moved, an instant would be over that has not come. */
  rightClock(): Promise<unknown>;
  now(): Date;
  /** Calls once, after so many milliseconds of a clock that nobody moves. @returns takes it back */
  after?(ms: number, call: () => void): () => void;
  log: Logger;
}

/** So far ahead instants are known. */
const AHEAD_MS = 60_000;
/** More is read so long before what is known ends. */
const MARGIN_MS = 20_000;
/** What failed is tried again after this. */
const RETRY_MS = 1_000;

const afterReal: NonNullable<BellDeps['after']> = (ms, call) => {
  const timer = setTimeout(call, ms);
  return () => clearTimeout(timer);
};

/** Reads the coming minute, and rings from then on. */
export function openInstantBell(parts: BellDeps): InstantBell {
  const { read, ring, rightClock, now, after = afterReal } = parts;
  const instants = createComingInstants();
  const attempt = attempts(parts.log);
  const attemptClock = attempts(parts.log);
  /** up to when all instants have been read, epoch milliseconds; null: none have */
  let readUntil: number | null = null;
  /** what is told of is kept up to here: never less than what is being read */
  let keptUntil = now().getTime();
  let readAgainAt = keptUntil;
  let reading: Promise<unknown> | undefined;
  let closed = false;
  let disarm = () => {};

  const arm = (soonest = 0) => {
    disarm();
    if (closed) return;
    const at = Math.min(instants.next, reading ? Number.POSITIVE_INFINITY : readAgainAt);
    const ms = Math.max(soonest, Math.ceil(at - now().getTime()));
    if (at < Number.POSITIVE_INFINITY) disarm = after(ms, wake);
  };
  const wake = async () => {
    const isRight = await attemptClock(rightClock);
    if (!isRight || closed) return arm(RETRY_MS);
    const present = now();
    const kinds = instants.takeDue(present);
    if (!reading && present.getTime() >= readAgainAt) reading = readOn(present.getTime());
    arm();
    if (kinds.size > 0) await attempt(() => ring(kinds));
  };
  const readOn = async (present: number) => {
    const from = Math.max(readUntil ?? 0, present);
    keptUntil = Math.max(keptUntil, present + AHEAD_MS);
    readUntil = from;
    readAgainAt = present + RETRY_MS;
    await attempt(async () => {
      const { coming, until } = await read(new Date(from), new Date(present + AHEAD_MS));
      for (const one of coming) instants.add(one);
      // unless all was to be read anew meanwhile
      if (readUntil === null) return;
      readUntil = until.getTime();
      readAgainAt = readUntil - MARGIN_MS;
    });
    reading = undefined;
    arm();
  };
  void wake();
  return {
    add(coming) {
      const before = instants.next;
      for (const one of coming) if (one.dueAt.getTime() <= keptUntil) instants.add(one);
      if (instants.next < before) arm();
    },
    reread() {
      readUntil = null;
      readAgainAt = 0;
      void attempt(ring);
      if (!reading) arm();
    },
    async close() {
      closed = true;
      disarm();
      await reading;
    },
  };
}

/** What fails is logged once, until it succeeds again: in an outage it fails at every instant. */
function attempts(log: Logger): (work: () => Promise<unknown>) => Promise<boolean> {
  let failing = false;
  return async (work) => {
    try {
      await work();
      failing = false;
      return true;
    } catch (err) {
      if (!failing) log.warn({ err }, FAILED);
      failing = true;
      return false;
    }
  };
}

const FAILED = 'could not look for due work on its instant; until that works it starts up to a second late';
