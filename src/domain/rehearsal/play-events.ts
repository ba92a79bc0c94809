import type { EventHeap } from './event-heap.ts';

/** A world that is played: calls come in at their instants, and whatever follows from them is due at instants of its own. */
export interface PlayedWorld<Event> {
  /** epoch milliseconds, in order */
  rings: ArrayLike<number>;
  events: EventHeap<Event>;
  onRing: (call: number, at: number) => void;
  onEvent: (event: Event, at: number) => void;
}

/** Plays a world in virtual time until nothing is to come any more. Who calls at an instant comes before what is due then. */
export function playEvents<Event>({ rings, events, onRing, onEvent }: PlayedWorld<Event>): void {
  for (let call = 0; ; ) {
    const ring = rings[call];
    const due = events.soonest();
    if (ring !== undefined && (due === null || ring <= due)) {
      onRing(call, ring);
      call += 1;
      continue;
    }
    const next = events.take();
    if (next === null) return;
    onEvent(next.event, next.at);
  }
}
