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

/** How late something was done. */
export interface AfterFault {
  /** after the end of the last fault in its way that was over by then; where none was, after its instant */
  ms: number;
  /** that fault, or the first in its way that was still on; null: there was none */
  fault: string | null;
  /** it was done while that fault was still on */
  during: boolean;
}

/** Faults that hold up requests to the carrier: whatever else has been over by then, these explain the rest. */
const OF_CARRIER = /^carrier /;

export function afterFault(due: Date, done: Date, faults: readonly Fault[]): AfterFault {
  const inTheWay = faults.filter(({ from, until }) => from <= done && until >= due);
  const over = inTheWay.filter(({ until }) => until <= done);
  const last = over.toSorted((one, other) => other.until.getTime() - one.until.getTime())[0];
  const from = Math.max(due.getTime(), last?.until.getTime() ?? 0);
  const stillOn = inTheWay.filter((fault) => !over.includes(fault));
  const excuse = stillOn.find(({ kind }) => OF_CARRIER.test(kind)) ?? (last ? undefined : stillOn[0]);
  const fault = excuse ?? last;
  return { ms: done.getTime() - from, fault: fault?.kind ?? null, during: excuse !== undefined };
}
