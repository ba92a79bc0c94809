import { type NotedClock, noteClock } from '../domain/proofs/note-clock.ts';
import { clockHasJumped, followClock, now } from '../platform/clock.ts';
import { readDatabaseClock } from '../platform/db/database-clock.ts';
import type { App } from './app.ts';

/** PostgreSQL's clock is the one that all processes share. */
export interface ClockKeeper {
  /** Follows it. How far ours was from it stands in the ledger, and in the log where it is wrong. */
  keep(): Promise<void>;
  /** The same if ours was just moved. */
  right(): Promise<void>;
}

export function clockKeeper({ database, log }: Pick<App, 'database' | 'log'>): ClockKeeper {
  let noted: NotedClock | null = null;
  const keep = async () => {
    const offset = await followClock(() => readDatabaseClock(database));
    noted = await noteClock(database, offset, noted, now());
    if (offset !== 0)
      log.warn(
        { offsetMs: Math.round(offset) },
        "this host's clock is wrong; the hotline uses the database's: fix the host's time service",
      );
  };
  return {
    keep,
    async right() {
      if (clockHasJumped()) await keep();
    },
  };
}
