/**
 * A reading of what is costly to read and changes rarely. From half its time on it is made anew, and until that is there
 * whoever asks is given what is known: they wait only where there is nothing young enough.
 * @param maxAgeMs nobody is given anything older
 * @returns what is known at an instant; rejects as the reading did that was waited for
 */
export function readAhead<Value>(
  read: (now: Date) => Promise<Value>,
  maxAgeMs: number,
): (now: Date) => Promise<Value> {
  let known: { at: Date; value: Value } | undefined;
  let reading: Promise<Value> | undefined;
  const renew = async (now: Date) => {
    try {
      const value = await read(now);
      known = { at: now, value };
      return value;
    } finally {
      reading = undefined;
    }
  };
  return async (now) => {
    const age = known ? Math.abs(now.getTime() - known.at.getTime()) : Number.POSITIVE_INFINITY;
    if (known && age <= maxAgeMs / 2) return known.value;
    reading ??= renew(now);
    if (!known || age > maxAgeMs) return reading;
    // it is made again at the next question; a fault that lasts is told once what is known is too old
    reading.catch(() => {});
    return known.value;
  };
}
