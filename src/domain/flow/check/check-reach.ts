import type { Fault } from '../../../platform/errors.ts';
import { type Flow, waysOn } from '../flow.ts';
import { faultAt, type Subject } from './subject.ts';

/** Every state can be come to, and from every state the call can end. */
export function checkReach(subject: Subject): Fault[] {
  return [
    ...unreachable(subject.flow).map((name) =>
      faultAt(
        subject,
        ['states', name],
        `the state ${name} is never reached`,
        'lead a transition to it, or remove it',
      ),
    ),
    ...withoutEnd(subject.flow).map((name) =>
      faultAt(
        subject,
        ['states', name],
        `from the state ${name} the call can never end`,
        'lead one of its ways to a state of type end',
      ),
    ),
  ];
}

/** States no call can come to. */
function unreachable(flow: Flow): string[] {
  const reached = new Set<string>();
  const open = [flow['initial-state']];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = flow.states[name];
    if (!state || reached.has(name)) continue;
    reached.add(name);
    open.push(...waysOn(state).map(({ transition }) => transition.to));
  }
  return Object.keys(flow.states).filter((name) => !reached.has(name));
}

/** States from which no end can be reached, whatever the caller does. */
function withoutEnd(flow: Flow): string[] {
  const ends = Object.keys(flow.states).filter((name) => flow.states[name]?.type === 'end');
  const ending = leadingTo(flow, (_name, to) => ends.includes(to));
  return Object.keys(flow.states).filter((name) => !ending.has(name) && !ends.includes(name));
}

/** The states from which a caller can come to a way on that is looked for, in however many steps. */
export function leadingTo(
  flow: Flow,
  isLookedFor: (from: string, to: string, label: string) => boolean,
): Set<string> {
  const leading = new Set<string>();
  for (let grown = true; grown; ) {
    const more = Object.entries(flow.states)
      .filter(([name]) => !leading.has(name))
      .filter(([name, state]) =>
        waysOn(state).some(
          ({ label, transition: { to } }) => leading.has(to) || isLookedFor(name, to, label),
        ),
      );
    for (const [name] of more) leading.add(name);
    grown = more.length > 0;
  }
  return leading;
}
