import { Heap } from '../heap.ts';

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

/** The milliseconds in their order, and beside them what is due at each. */
export function createComingInstants(): ComingInstants {
  const instants = new Heap<number>((one, other) => one < other);
  const kindsAt = new Map<number, Set<string>>();
  return {
    add({ kind, dueAt }) {
      const at = dueAt.getTime();
      const known = kindsAt.get(at);
      if (known) known.add(kind);
      else {
        kindsAt.set(at, new Set([kind]));
        instants.add(at);
      }
    },
    takeDue(now) {
      const due = new Set<string>();
      for (let { first } = instants; first !== undefined && first <= now.getTime(); { first } = instants) {
        for (const kind of kindsAt.get(first) ?? []) due.add(kind);
        kindsAt.delete(first);
        instants.take();
      }
      return due;
    },
    get next() {
      return instants.first ?? Number.POSITIVE_INFINITY;
    },
    get size() {
      return instants.size;
    },
  };
}
