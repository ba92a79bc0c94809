/**
 * The only source of time. Everything that decides takes `now` as a parameter; whoever calls it asks here.
 *
 * The host's clock may be wrong, PostgreSQL's is the one all processes share: `followClock` learns the difference,
 * so that a host that is two minutes off neither fires nor misses a deadline.
 */
let offsetMs = 0;
/** the host's clock and the monotonic one, when the shared one was read */
let seen = { host: Date.now(), monotonic: performance.now() };

/** The present instant. */
export function now(): Date {
  return new Date(Date.now() + offsetMs);
}

/** What `now` adds to the host's clock, milliseconds. */
export function clockOffsetMs(): number {
  return offsetMs;
}

/**
 * Whether the host's clock was moved since the shared one was read: time has not passed so. Whoever is about to do what is
 * due reads the shared clock first.
 */
export function clockHasJumped(): boolean {
  const moved = Date.now() - seen.host - (performance.now() - seen.monotonic);
  return Math.abs(moved) > JUMP_MS;
}

/** The host's clock may be drawn nearer to the right time; it is not set by so much at once. */
const JUMP_MS = 1_000;
/** Differences below this are transport noise and change nothing. */
const TOLERANCE_MS = 250;

/**
 * Compares the host's clock with a shared one and follows that from now on.
 * @param readShared reads the shared clock, epoch milliseconds
 * @returns the offset in milliseconds that `now` adds to the host's clock
 */
export async function followClock(readShared: () => Promise<number>): Promise<number> {
  const before = Date.now();
  const shared = await readShared();
  const after = Date.now();
  const measured = shared - (before + after) / 2;
  const uncertainty = (after - before) / 2 + TOLERANCE_MS;
  seen = { host: after, monotonic: performance.now() };
  offsetMs = Math.abs(measured) > uncertainty ? measured : 0;
  return offsetMs;
}
