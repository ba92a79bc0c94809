/**
 * A line of works of this process: each begins when the one before it is over, in the order in which they came. One that
 * fails holds up nobody.
 */
export function oneByOne(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const own = last.then(work);
    last = own.catch(() => {});
    return own;
  };
}
