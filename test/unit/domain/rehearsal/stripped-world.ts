import { draw } from '../../../../src/domain/rehearsal/draw.ts';
import { EventHeap } from '../../../../src/domain/rehearsal/event-heap.ts';
import { playEvents } from '../../../../src/domain/rehearsal/play-events.ts';

/** One queue for some people who all do the same; rates are per hour. */
export interface Queue {
  people: number;
  arrivals: number;
  /** how many one of them serves */
  service: number;
  /** at which whoever waits loses patience */
  impatience: number;
}

/** What a queue comes to, of all who call. */
export interface QueueFigures {
  /** share that has to wait */
  waits: number;
  /** share that hangs up before anybody is free */
  abandons: number;
  /** hours, whether they are served in the end or not */
  meanWait: number;
}

const HOUR_MS = 3_600_000;
/** Who calls before these is not counted: the queue has not filled yet. */
const WARMING_UP = 300;

type QueueEvent = { kind: 'served' } | { kind: 'gives-up'; call: number };

/** Plays one replication of a queue with the engine's own loop, heap and draws. */
export function playQueue(queue: Queue, seed: number, replication: number, calls: number): QueueFigures {
  const { people, arrivals, service, impatience } = queue;
  const drawMs = (what: 'arrival' | 'talk' | 'outcome', call: number, rate: number) =>
    (-Math.log(1 - draw(seed, what, { replication, call })) / rate) * HOUR_MS;
  const events = new EventHeap<QueueEvent>();
  const waitsSince = new Map<number, number>();
  const counted = { waits: 0, abandons: 0, waitedMs: 0 };
  let busy = 0;
  const serve = (call: number, at: number) => {
    busy += 1;
    events.add(at + drawMs('talk', call, service), { kind: 'served' });
  };
  const leaveQueue = (call: number, at: number) => {
    if (call >= WARMING_UP) counted.waitedMs += at - (waitsSince.get(call) ?? at);
    waitsSince.delete(call);
  };
  let clock = 0;
  playEvents({
    rings: Float64Array.from({ length: calls }, (_, call) => (clock += drawMs('arrival', call, arrivals))),
    events,
    onRing: (call, at) => {
      if (busy < people) {
        serve(call, at);
        return;
      }
      if (call >= WARMING_UP) counted.waits += 1;
      waitsSince.set(call, at);
      events.add(at + drawMs('outcome', call, impatience), { kind: 'gives-up', call });
    },
    onEvent: (event, at) => {
      if (event.kind === 'gives-up') {
        if (!waitsSince.has(event.call)) return;
        if (event.call >= WARMING_UP) counted.abandons += 1;
        leaveQueue(event.call, at);
        return;
      }
      busy -= 1;
      const [next] = waitsSince.keys();
      if (next === undefined) return;
      leaveQueue(next, at);
      serve(next, at);
    },
  });
  const of = calls - WARMING_UP;
  return {
    waits: counted.waits / of,
    abandons: counted.abandons / of,
    meanWait: counted.waitedMs / HOUR_MS / of,
  };
}

/**
 * What such a queue comes to in the long run: Erlang A, after C. Palm. How many are in it is a birth and death process, so
 * each state's weight follows from the one before: Garnett, Mandelbaum and Reiman, "Designing a Call Center with Impatient
 * Customers", Manufacturing & Service Operations Management 4 (2002), https://doi.org/10.1287/msom.4.3.208.7753, section 2.
 * Who calls finds it as it is at any time (Poisson arrivals see time averages), as many hang up as the rate at which those
 * who wait lose patience, and the mean wait is by Little's law.
 */
export function erlangA({ people, arrivals, service, impatience }: Queue): QueueFigures {
  let weight = 1;
  let total = 1;
  let full = people === 0 ? 1 : 0;
  let queued = 0;
  for (let inside = 1; weight > total * 1e-16 || inside <= arrivals / service + people; inside += 1) {
    const waiting = Math.max(0, inside - people);
    weight *= arrivals / (Math.min(inside, people) * service + waiting * impatience);
    total += weight;
    if (inside >= people) full += weight;
    queued += waiting * weight;
  }
  const meanQueue = queued / total;
  return {
    waits: full / total,
    abandons: (impatience * meanQueue) / arrivals,
    meanWait: meanQueue / arrivals,
  };
}
