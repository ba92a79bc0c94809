/** A fault as it was: instants of its beginning, and of the moment from which everything served again. */
export interface Fault {
  kind: string;
  from: Date;
  until: Date;
}

/**
 * Until when something that was due has to be done: the promised time after its instant or, if a fault was in the way,
 * after that fault's end; if the next one came before, after that one's.
 * @param faults in the order of their beginning
 */
export function latest(due: Date, promisedMs: number, faults: readonly Fault[]): Date {
  let until = due.getTime() + promisedMs;
  for (const fault of faults) {
    const inTheWay = fault.from.getTime() <= until && fault.until.getTime() >= due.getTime();
    if (inTheWay) until = Math.max(until, fault.until.getTime() + promisedMs);
  }
  return new Date(until);
}

/** How late something was done, not counting the faults that were in its way. */
export interface AfterFault {
  ms: number;
  /** the last fault in the way that was over by then, or else the one that was still on; null: there was none */
  fault: string | null;
  /** no fault was over: it was done while the first in its way was still on, and only what went before that counts */
  during: boolean;
}

/** From the end of the last fault that was in the way of something and over when it was done; without one, from its instant. */
export function afterFault(due: Date, done: Date, faults: readonly Fault[]): AfterFault {
  const inTheWay = faults.filter(({ from, until }) => from <= done && until >= due);
  const over = inTheWay.filter(({ until }) => until <= done);
  const last = over.toSorted((one, other) => other.until.getTime() - one.until.getTime())[0];
  if (last)
    return {
      ms: done.getTime() - Math.max(due.getTime(), last.until.getTime()),
      fault: last.kind,
      during: false,
    };
  const [first] = inTheWay;
  if (!first) return { ms: done.getTime() - due.getTime(), fault: null, during: false };
  return { ms: Math.max(0, first.from.getTime() - due.getTime()), fault: first.kind, during: true };
}
