import { type State, type Transition, waysOn } from '../flow.ts';
import { inBoth, withMore } from './sets.ts';
import type { Subject } from './subject.ts';

/** One way on of a state. */
export interface Way {
  name: string;
  state: State;
  label: string;
  transition: Transition;
}

/** What becomes true on a way on. */
export type Gain = (way: Way) => readonly string[];

/**
 * What holds at each state whichever way a call came there: a fact holds if it was gained on every way.
 * @param start what holds at the first state
 */
export function knownAt({ flow }: Subject, start: readonly string[], gain: Gain): Map<string, Set<string>> {
  const known = new Map([[flow['initial-state'], new Set(start)]]);
  const open = [flow['initial-state']];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = flow.states[name];
    if (!state) continue;
    for (const { label, transition } of waysOn(state)) {
      const brought = withMore(known.get(name) ?? [], gain({ name, state, label, transition }));
      const before = known.get(transition.to);
      const after = before ? inBoth(before, brought) : brought;
      if (before?.size === after.size) continue;
      known.set(transition.to, after);
      open.push(transition.to);
    }
  }
  return known;
}
