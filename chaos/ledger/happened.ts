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

/** From when on nothing was in the way of something any more that was due, and was done: its instant, or the end of a fault. */
export function wholeAgain(due: Date, done: Date, faults: readonly Fault[]): Date {
  const inTheWay = faults.filter(({ from, until }) => from <= done && until >= due && until <= done);
  return new Date(Math.max(due.getTime(), ...inTheWay.map(({ until }) => until.getTime())));
}
