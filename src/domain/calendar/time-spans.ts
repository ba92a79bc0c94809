/** A time from its first instant up to, not including, its end; epoch milliseconds, or those of a local week. */
export interface TimeSpan {
  from: number;
  until: number;
}

/** Sorted, apart from each other, none empty: what lies in any of the spans. */
export function unite(spans: readonly TimeSpan[]): TimeSpan[] {
  const united: TimeSpan[] = [];
  for (const { from, until } of spans.toSorted((one, other) => one.from - other.from)) {
    if (until <= from) continue;
    const last = united.at(-1);
    if (last && from <= last.until) last.until = Math.max(last.until, until);
    else united.push({ from, until });
  }
  return united;
}

/** The parts of a time that lie in none of the spans. @param spans as `unite` leaves them */
export function restOf({ from, until }: TimeSpan, spans: readonly TimeSpan[]): TimeSpan[] {
  const rest: TimeSpan[] = [];
  let begin = from;
  for (const span of spans) {
    if (span.until <= begin) continue;
    if (span.from >= until) break;
    if (span.from > begin) rest.push({ from: begin, until: span.from });
    begin = span.until;
  }
  if (begin < until) rest.push({ from: begin, until });
  return rest;
}
