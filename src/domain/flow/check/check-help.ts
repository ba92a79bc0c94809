import type { Fault } from '../../../platform/errors.ts';
import { leadingTo } from './check-reach.ts';
import { type Gain, knownAt } from './known-at.ts';
import { faultAt, type Subject } from './subject.ts';

/**
 * Nobody is left with nothing: where a caller has no ticket, person or message yet, there is a way to one; and an end
 * that may come before one says so itself.
 */
export function checkHelp(subject: Subject): Fault[] {
  const { flow, facts } = subject;
  const helps: Gain = ({ state, label }) => {
    if (state.type === 'bridge') return ['helped'];
    return state.type === 'run' && facts.actions[state.action]?.outcomes[label]?.gives ? ['helped'] : [];
  };
  const start = facts.legs[flow.flow]?.gives ? ['helped'] : [];
  const helped = knownAt(subject, start, helps);
  const leading = leadingTo(flow, (name, to, label) => {
    const state = flow.states[name];
    return state !== undefined && helps({ name, state, label, transition: { to } }).length > 0;
  });
  return Object.entries(flow.states).flatMap(([name, state]) => {
    if (helped.get(name)?.has('helped') || leading.has(name)) return [];
    if (state.type !== 'end')
      return [
        faultAt(
          subject,
          ['states', name],
          `from the state ${name} neither a ticket nor a person nor a message can be reached`,
          'lead one of its ways to an action that gives one',
        ),
      ];
    return state['empty-handed']
      ? []
      : [
          faultAt(
            subject,
            ['states', name],
            `a call may end at ${name} with neither ticket nor person nor message`,
            'lead somewhere more helpful, or add empty-handed: true if this goodbye is meant',
          ),
        ];
  });
}
