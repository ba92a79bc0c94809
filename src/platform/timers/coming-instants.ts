/** That something of a kind is due at an instant. */
export interface Coming {
  kind: string;
  dueAt: Date;
}

/** At which instants something is due, soonest first. Each millisecond is held once, whatever is due at it. */
export interface ComingInstants {
  add(coming: Coming): void;
  /** Takes out what is due by now. @returns of which kinds it is */
  takeDue(now: Date): ReadonlySet<string>;
  /** the soonest, epoch milliseconds; infinite: there is none */
  readonly next: number;
  readonly size: number;
}

/** A binary heap of milliseconds, and beside it what is due at each. */
export function createComingInstants(): ComingInstants {
  const heap: number[] = [];
  const kindsAt = new Map<number, Set<string>>();
  return {
    add({ kind, dueAt }) {
      const at = dueAt.getTime();
      const known = kindsAt.get(at);
      if (known) known.add(kind);
      else {
        kindsAt.set(at, new Set([kind]));
        push(heap, at);
      }
    },
    takeDue(now) {
      const due = new Set<string>();
      for (let first = heap[0]; first !== undefined && first <= now.getTime(); first = heap[0]) {
        for (const kind of kindsAt.get(first) ?? []) due.add(kind);
        kindsAt.delete(first);
        shift(heap);
      }
      return due;
    },
    get next() {
      return heap[0] ?? Number.POSITIVE_INFINITY;
    },
    get size() {
      return heap.length;
    },
  };
}

/** Puts a number in: it rises past every parent that is greater. */
function push(heap: number[], value: number): void {
  let at = heap.length;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above] as number;
    if (parent <= value) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = value;
}

/** Takes the least out: the last takes its place, and sinks below every child that is less. */
function shift(heap: number[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (let below = 1; below < heap.length; below = 2 * at + 1) {
    if (below + 1 < heap.length && (heap[below + 1] as number) < (heap[below] as number)) below += 1;
    const child = heap[below] as number;
    if (child >= last) break;
    heap[at] = child;
    at = below;
  }
  heap[at] = last;
}
