import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advance, follow, stateOf } from '../../../../src/domain/flow/advance.ts';
import type { Flow } from '../../../../src/domain/flow/flow.ts';
import { firstVisit, type Input, MAX_VISITS, type Visit } from '../../../../src/domain/flow/visit.ts';
import { FACTS } from '../../../../src/domain/flow-actions/index.ts';
import { readTwiml } from '../../../../src/telephony/simulator/twiml/document.ts';
import { VOICE } from '../../../../src/telephony/simulator/twiml/vocabulary.ts';
import { render } from '../../../../src/telephony/twilio/render-twiml.ts';
import { script, stage } from './shipped.ts';

/** What a person, a pocket or a broken phone can send; and what only somebody with the carrier's key could. */
const digits = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('1', '2', '3', '4', '9', '471108', '100234') },
  { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom(...'0123456789*#'), maxLength: 60 }) },
  { weight: 1, arbitrary: fc.constantFrom('constructor', '__proto__', 'hangup', '\u0000', '\ud83d') },
);
const input: fc.Arbitrary<Input> = fc.oneof(
  { weight: 6, arbitrary: digits.map((keyed) => ({ kind: 'digits' as const, digits: keyed })) },
  { weight: 2, arbitrary: fc.constant({ kind: 'digits' as const, digits: '' }) },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 0, max: 3_600 }).map((seconds) => ({
      kind: 'recording' as const,
      sid: `RE${'0'.repeat(32)}`,
      seconds,
    })),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'left-bridge' as const }) },
);

/** Names as they stand in directories, and as they should not. */
const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 100 }),
  fc.constantFrom('Ængström & <Söhne> "🙂"', '\ud800 alone \udfff', 'a\u0000b\u0007c', '&'.repeat(100)),
);

/** Actions bound how long a party waits and how often two are put through: after this many times they say otherwise. */
const MAX_WAITS = 10;

/** A whole leg through the real engine: actions end as they like, parties do what they like. */
function* walk(
  flow: Flow,
  inputs: readonly Input[],
  choices: readonly number[],
  said: string,
): Generator<Visit> {
  let visit = firstVisit(flow, 'de');
  let waits = 0;
  for (let step = 0; ; step += 1) {
    const state = stateOf(flow, visit.state);
    if (state.type === 'end') return;
    if (state.type === 'run') {
      const all = Object.entries(FACTS.actions[state.action]?.outcomes ?? {});
      const outcomes = all.filter(([, { bounded }]) => !bounded || waits < MAX_WAITS);
      const chosen = outcomes[(choices[step % choices.length] ?? 0) % outcomes.length];
      const [outcome, { tells = [], bounded }] = chosen ?? ['', {}];
      if (bounded) waits += 1;
      // ticket numbers are our own: digits, whatever a name is made of
      const vars = Object.fromEntries(tells.map((value) => [value, value === 'ticket' ? '4711' : said]));
      visit = follow(flow, visit, outcome, vars);
    } else {
      visit = advance(flow, script.languages, visit, inputs[step % inputs.length] as Input).visit;
    }
    yield visit;
  }
}

/** Beyond MAX_VISITS every question gives up: what is left is at most one way through the flow, waits included. */
const MAX_STEPS = MAX_VISITS + 2 * MAX_WAITS + 60;

test.each([...script.flows.keys()])('whatever a party does, the flow %s ends', (flowName) => {
  const flow = script.flows.get(flowName) as Flow;
  fc.assert(
    fc.property(
      fc.array(input, { minLength: 1, maxLength: 60 }),
      fc.array(fc.nat(20), { minLength: 1, maxLength: 40 }),
      name,
      (inputs, choices, said) => {
        let number = 1;
        let steps = 0;
        for (const visit of walk(flow, inputs, choices, said)) {
          expect(visit.number).toBeGreaterThan(number);
          number = visit.number;
          steps += 1;
          if (steps > MAX_STEPS) throw new Error(`no end after ${steps} steps, at ${visit.state}`);
        }
      },
    ),
    { numRuns: 10_000 },
  );
});

test.each([...script.flows.keys()])(
  'whatever a party does, %s speaks valid TwiML, the same when asked again',
  (flowName) => {
    const flow = script.flows.get(flowName) as Flow;
    fc.assert(
      fc.property(
        fc.array(input, { minLength: 1, maxLength: 20 }),
        fc.array(fc.nat(20), { minLength: 1, maxLength: 20 }),
        name,
        (inputs, choices, said) => {
          for (const visit of walk(flow, inputs, choices, said)) {
            const twiml = render(flow, visit, stage);
            // a visit is kept as JSON in between
            expect(render(flow, JSON.parse(JSON.stringify(visit)), stage)).toBe(twiml);
            expect(readTwiml(twiml, VOICE)).toMatchObject({ ok: true, warnings: [] });
          }
        },
      ),
      { numRuns: 150 },
    );
  },
);

/** What a leg came to on its way: the first thing that counts, or the last words that were meant as they are. */
function cameTo(flow: Flow, visits: readonly Visit[]): string {
  const states = visits.map((visit) => ({ name: visit.state, state: stateOf(flow, visit.state) }));
  const help = states.find(({ state }, index) => {
    if (state.type === 'bridge') return true;
    if (state.type !== 'run') return false;
    const outcomes = Object.entries(FACTS.actions[state.action]?.outcomes ?? {});
    const next = states[index + 1]?.name;
    return outcomes.some(([outcome, { gives }]) => gives && state.transitions[outcome]?.to === next);
  });
  if (help || FACTS.legs[flow.flow]?.gives) return 'help';
  const last = states.at(-1);
  return last?.state.type === 'end' && last.state['empty-handed']
    ? 'a kind goodbye'
    : `nothing at ${last?.name}`;
}

test('whatever a caller does, it comes to a ticket, a person, a message or a kind goodbye', () => {
  const flow = script.flows.get('caller') as Flow;
  const arbitraries = [
    fc.array(input, { minLength: 1, maxLength: 60 }),
    fc.array(fc.nat(20), { minLength: 1, maxLength: 40 }),
  ] as const;
  fc.assert(
    fc.property(...arbitraries, (inputs, choices) => {
      expect(['help', 'a kind goodbye']).toContain(cameTo(flow, [...walk(flow, inputs, choices, 'x')]));
    }),
    { numRuns: 10_000 },
  );
});

test('a caller who only ever presses wrong keys, and one who never presses any, comes to a kind end', () => {
  for (const flow of script.flows.values()) {
    for (const keyed of ['', '*', '8', '0'.repeat(60)]) {
      const ends = [...walk(flow, [{ kind: 'digits', digits: keyed }], [0, 1, 2, 3], 'Musterwerk AG')];
      expect(stateOf(flow, ends.at(-1)?.state ?? '').type).toBe('end');
    }
  }
});
