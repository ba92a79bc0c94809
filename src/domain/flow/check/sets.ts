/** What is in one set and not in the other. */
export function without<T>(set: ReadonlySet<T>, other: ReadonlySet<T>): Set<T> {
  return new Set([...set].filter((item) => !other.has(item)));
}

/** What is in both sets. */
export function inBoth<T>(set: ReadonlySet<T>, other: ReadonlySet<T>): Set<T> {
  return new Set([...set].filter((item) => other.has(item)));
}

/** A set with more in it. */
export function withMore<T>(set: Iterable<T>, items: Iterable<T>): Set<T> {
  return new Set([...set, ...items]);
}
