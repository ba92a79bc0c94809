import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type State, waysOn } from '../../../../src/domain/flow/flow.ts';
import { readValues, severityOf, withValues } from '../../../../src/domain/flow/visit-values.ts';
import { script } from './shipped.ts';

test('a stored visit keeps its texts, also those that only a flow knows', () => {
  const kept = { ticket: '4711', severity: '1', 'what-the-flow-calls-it': 'x', recording: '' };
  expect(readValues(kept)).toEqual(kept);
});

test('what is no text is left out, and the call goes on without it', () => {
  expect(readValues({ ticket: 4711, severity: null, contact: ['x'], told: '1' })).toEqual({ told: '1' });
});

test('whatever stands in a row can be read', () => {
  fc.assert(
    fc.property(fc.anything(), (stored) => {
      for (const value of Object.values(readValues(stored))) expect(typeof value).toBe('string');
    }),
  );
});

describe('a value that cannot stand for what is known by its name', () => {
  it.each([
    ['severity', '5'],
    ['severity', '01'],
    ['signature', 'both'],
    ['ticket', '47 11'],
    ['ticket', '9'.repeat(19)],
    ['asked-ticket', '1'.repeat(65)],
    ['contact', "1' or '1'='1"],
    ['callback-number', 'anonymous'],
    ['waiting-since', 'this morning'],
    ['recording-seconds', '-3'],
    ['written-confirmed', '11'],
  ])('%s %j is left out of a stored visit', (name, value) => {
    expect(readValues({ [name]: value, zone: 'Europe/Berlin' })).toEqual({ zone: 'Europe/Berlin' });
  });

  it('takes away what was there before: who keys another number is not told of the first', () => {
    const before = { 'asked-ticket': '1001', severity: '2', zone: 'Europe/Berlin' } as const;
    const after = withValues(before, { 'asked-ticket': '1'.repeat(65), severity: '7', choice: '7' });
    expect(after).toEqual({ zone: 'Europe/Berlin', choice: '7' });
  });

  it('may be emptied, whatever it is', () => {
    const emptied = {
      severity: '',
      signature: '',
      ticket: '',
      contact: '',
      'waiting-since': '',
      'new-number': '',
    };
    expect(readValues(emptied)).toEqual(emptied);
    expect(severityOf({ severity: '' })).toBeUndefined();
    expect(severityOf({})).toBeUndefined();
    expect(severityOf({ severity: '3' })).toBe(3);
  });
});

/** What a state sets on its ways on, and what it may keep of what is keyed. */
function givenBy(state: State): Record<string, string>[] {
  const set = waysOn(state).map(({ transition }) => transition.set ?? {});
  if (!('save-as' in state) || state['save-as'] === undefined) return set;
  const name = state['save-as'];
  if (state.type === 'collect') return [...set, { [name]: '1'.repeat(state.digits.max) }];
  const kept = Object.entries(state.keys).filter(([, { save }]) => save !== false);
  return [...set, ...kept.map(([key]) => ({ [name]: key }))];
}

test('whatever the shipped flows set, or keep of a key, can stand', () => {
  const states = [...script.flows.values()].flatMap((flow) => Object.values(flow.states));
  const given = states.flatMap(givenBy).filter((one) => Object.keys(one).length > 0);
  expect(given.length).toBeGreaterThan(10);
  for (const one of given) expect(withValues({}, one)).toEqual(one);
});

test('what is kept can be read again: a value that was taken is never lost with the next key', () => {
  const name = fc.constantFrom('severity', 'ticket', 'typed-number', 'contact', 'waiting-since', 'of-a-flow');
  const value = fc.oneof(fc.string(), fc.stringMatching(/^\d{0,70}$/), fc.uuid());
  fc.assert(
    fc.property(fc.dictionary(name, value), (given) => {
      const kept = withValues({}, given);
      expect(readValues(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
    }),
  );
});
