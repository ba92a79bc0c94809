/** What sets the clock of a process, and of what it starts: see `scripts/test-dates.ts`. */
const BY = ['LD_PRELOAD', 'FAKETIME', 'FAKETIME_SHARED', 'FAKETIME_DONT_FAKE_MONOTONIC'];

/** Whether this run lives by a clock that was set. PostgreSQL waits by that clock, too, and its time limits never come. */
export const hasSetClock = process.env.FAKETIME !== undefined;

/** The clock of this run, for what is started with an environment of its own. */
export const CLOCK: Readonly<Record<string, string>> = hasSetClock
  ? Object.fromEntries(
      BY.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
    )
  : {};
