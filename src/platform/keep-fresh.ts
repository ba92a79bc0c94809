/**
 * Makes a value once for all who ask: while it is being made they wait for the same one, and for a while afterwards they
 * get it as it is. A failure is told to those who wait and not kept. Counts by the clock of the machine that only goes on,
 * so that a step of the time of day keeps nothing for ever.
 */
export function keepFresh<Value>(make: () => Promise<Value>, freshMs: number): () => Promise<Value> {
  let made: { value: Promise<Value>; freshUntil: number } | undefined;
  return () => {
    if (made && performance.now() < made.freshUntil) return made.value;
    const making = { value: make(), freshUntil: Number.POSITIVE_INFINITY };
    made = making;
    making.value.then(
      () => {
        making.freshUntil = performance.now() + freshMs;
      },
      () => {
        if (made === making) made = undefined;
      },
    );
    return making.value;
  };
}
