import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { compileCalendar, isOpen } from '../../../../src/domain/calendar/calendar.ts';
import type { CalendarDefinition } from '../../../../src/domain/calendar/calendar-definition.ts';
import {
  decideEscalation,
  type Escalation,
  type EscalationRows,
} from '../../../../src/domain/paging/decide-escalation.ts';
import type { Channel } from '../../../../src/domain/paging/page.ts';
import type { Ticket } from '../../../../src/domain/tickets/ticket.ts';
import { weekly } from '../calendar/calendars.ts';
import { engineer, people, SUPERVISOR } from '../escalation/people.ts';
import { ticketIn } from '../tickets.ts';
import { anyWindow, later, windowOf } from './windows.ts';

const TEN = '2026-11-23T09:00:00Z';
const halfAnHour = windowOf(TEN, 'PT30M');

const policy = {
  steps: [
    { at: '0%', page: ['engineer:anna'], by: ['sms', 'call'] as Channel[] },
    { at: '20%', page: ['engineer:ben'], by: ['sms', 'call'] as Channel[] },
    { at: '50%', page: ['engineer:anna', 'engineer:carla'], by: ['call'] as Channel[] },
  ],
  lastResort: ['supervisors'],
};

function rows(given: Partial<EscalationRows> = {}, ticket: Partial<Ticket> = {}): EscalationRows {
  const { window = halfAnHour } = given;
  return {
    ticket: ticketIn(window, ticket),
    window,
    policy,
    people: people(),
    declined: new Set(),
    resting: new Map(),
    flood: null,
    before: 0,
    ...given,
  };
}

/** Who is paged by what, in order. */
function paged({ acts }: Escalation): string[] {
  return acts.flatMap((act) =>
    'page' in act ? `${act.page.channel} ${act.page.recipient.engineer ?? act.page.recipient.phones[0]}` : [],
  );
}

function told({ acts }: Escalation): string[] {
  return acts.flatMap((act) => ('event' in act ? act.event.kind : []));
}

const alarm = ({ timers }: Escalation): Date => timers[0].dueAt;

describe('the alarm of a ticket rings', () => {
  it('at its first step: that is taken, and the alarm is set to the second', () => {
    const first = decideEscalation(rows(), new Date(TEN));
    expect(paged(first)).toEqual(['sms anna', 'call anna']);
    expect(first.change).toEqual({ nextStep: 1 });
    expect(alarm(first)).toEqual(later(TEN, 6));
  });

  it('after a standstill: every step that is due is taken, and nobody is paged twice', () => {
    const late = decideEscalation(rows(), later(TEN, 16));
    expect(paged(late)).toEqual(['sms anna', 'call anna', 'sms ben', 'call ben', 'call carla']);
    expect(told(late)).toEqual(['step', 'step', 'step']);
    expect(late.change).toMatchObject({ round: 2, nextStep: 0 });
  });

  it('for the last resort alone: the next step keeps its place', () => {
    const late = { ...policy, steps: policy.steps.map((step, index) => ({ ...step, at: `${index * 95}%` })) };
    const first = decideEscalation(rows({ policy: late }), new Date(TEN));
    expect(alarm(first)).toEqual(later(TEN, 24));
    const share = decideEscalation(rows({ policy: late }, { nextStep: 1 }), alarm(first));
    expect(paged(share)).toEqual([`sms ${SUPERVISOR}`, `call ${SUPERVISOR}`]);
    expect(share.change).toEqual({ lastResortAt: later(TEN, 24), nextStep: 1 });
    expect(alarm(share)).toEqual(later(TEN, 28.5));
  });

  it('at a step that means nobody: that is said, and the last resort is called', () => {
    const empty = decideEscalation(rows({ people: people({ engineers: new Map() }) }), new Date(TEN));
    expect(told(empty)).toEqual(['step', 'nobody-found']);
    expect(paged(empty)).toEqual([`sms ${SUPERVISOR}`, `call ${SUPERVISOR}`]);
    expect(empty.change.lastResortAt).toEqual(new Date(TEN));
  });

  it('for a last resort that means nobody: the supervisors are called', () => {
    const ofManager = { ...policy, lastResort: ['tam', 'engineer:dora'] };
    const empty = rows({ policy: ofManager, people: people({ engineers: new Map() }) });
    expect(paged(decideEscalation(empty, new Date(TEN)))).toEqual([
      `sms ${SUPERVISOR}`,
      `call ${SUPERVISOR}`,
    ]);
    const held = rows({ policy: { ...policy, lastResort: ['engineer:carla'] } }, { nextStep: 2 });
    expect(paged(decideEscalation(held, later(TEN, 24)))).not.toContain(`call ${SUPERVISOR}`);
  });

  it('at a step that means several: those who speak the language of the caller come first', () => {
    const both = { ...policy, steps: [{ at: '0%', page: ['engineer:anna', 'engineer:ben'], by: ['sms'] }] };
    const given = rows({
      policy: both as EscalationRows['policy'],
      people: people({}, engineer('anna', { languages: ['en'] }), engineer('ben')),
    });
    expect(paged(decideEscalation(given, new Date(TEN)))).toEqual(['sms ben', 'sms anna']);
  });
});

describe('a second round is over', () => {
  const afterwards = (lastResortAt: Date | null) =>
    decideEscalation(
      rows({}, { round: 2, nextStep: 2, pagingFrom: later(TEN, 5), lastResortAt }),
      later(TEN, 20),
    ).change.lastResortAt;

  it('the last resort is called where this round has not had it yet, whatever rounds before had', () => {
    expect(afterwards(null)).toEqual(later(TEN, 20));
    expect(afterwards(later(TEN, 4))).toEqual(later(TEN, 20));
    expect(afterwards(later(TEN, 5))).toBeUndefined();
    expect(afterwards(later(TEN, 7))).toBeUndefined();
  });
});

describe('somebody has said no', () => {
  it('their step is passed over for the one after, at once', () => {
    const passed = decideEscalation(rows({ declined: new Set(['anna']) }), new Date(TEN));
    expect(paged(passed)).toEqual(['sms ben', 'call ben']);
    expect(passed.change).toEqual({ nextStep: 2 });
    expect(passed.acts[0]).toMatchObject({ event: { kind: 'step', detail: { skipped: ['anna'] } } });
  });

  it('all have: they are paged all the same, and the last resort with them', () => {
    const all = decideEscalation(rows({ declined: new Set(['anna', 'ben', 'carla']) }), new Date(TEN));
    expect(paged(all)).toEqual(['sms anna', 'call anna', `sms ${SUPERVISOR}`, `call ${SUPERVISOR}`]);
  });

  it('in a second round that nobody is left for but one: the last resort waits for the third', () => {
    const two = (round: number) =>
      decideEscalation(
        rows(
          { declined: new Set(['anna', 'carla']) },
          { round, nextStep: 2, pagingFrom: later(TEN, 5), lastResortAt: null },
        ),
        later(TEN, 20),
      ).change.lastResortAt;
    expect(two(2)).toBeUndefined();
    expect(two(3)).toEqual(later(TEN, 20));
  });
});

describe('somebody is in rest after a broken night', () => {
  const together = { ...policy, steps: [{ at: '0%', page: ['engineer:anna', 'engineer:ben'], by: ['sms'] }] };
  const resting = (...keys: string[]) => new Map(keys.map((key) => [key, later(TEN, 100)]));
  const decided = (given: Partial<EscalationRows>) =>
    decideEscalation(rows({ policy: together as EscalationRows['policy'], ...given }), new Date(TEN));

  it('others of the step are paged in their place', () => {
    const escalation = decided({ resting: resting('anna') });
    expect(paged(escalation)).toEqual(['sms ben']);
    expect(told(escalation)).toEqual(['step']);
    expect(escalation.acts[0]).toMatchObject({ event: { detail: { resting: ['anna'] } } });
  });

  it('nobody else is left: they are paged all the same, at the same instant, and that is said', () => {
    for (const given of [
      { resting: resting('anna', 'ben') },
      { resting: resting('anna', 'ben'), declined: new Set(['carla']) },
    ]) {
      const escalation = decided(given);
      expect(paged(escalation)).toEqual(['sms anna', 'sms ben']);
      expect(told(escalation)).toEqual(['step', 'rest-breached', 'rest-breached']);
      expect(alarm(escalation)).toEqual(alarm(decided({})));
    }
  });

  it('others who have no phone are nobody else, and neither are those who have said no', () => {
    const noPhone = people({}, engineer('anna'), engineer('ben', { phones: [] }));
    expect(paged(decided({ resting: resting('anna'), people: noPhone }))).toEqual(['sms anna']);
    expect(paged(decided({ resting: resting('anna'), declined: new Set(['ben']) }))).toEqual(['sms anna']);
  });

  it('the last resort is called whoever rests', () => {
    const late = decideEscalation(
      rows(
        { policy: { ...policy, lastResort: ['engineer:anna'] }, resting: resting('anna') },
        { nextStep: 1 },
      ),
      later(TEN, 24),
    );
    expect(paged(late)).toContain('call anna');
    expect(told(late).filter((kind) => kind === 'rest-breached')).toHaveLength(1);
  });

  it('nothing is said of rest where nobody rests, or where whoever does has no phone', () => {
    expect(decided({}).acts[0]).not.toHaveProperty('event.detail.resting');
    const noPhone = people({}, engineer('anna', { phones: [] }), engineer('ben', { phones: [] }));
    expect(told(decided({ resting: resting('anna'), people: noPhone }))).not.toContain('rest-breached');
  });

  it('whoever rests, somebody is paged whenever somebody would be, and the alarm rings as it would', () => {
    const anybody = fc.subarray(['anna', 'ben', 'carla']);
    fc.assert(
      fc.property(anybody, anybody, fc.nat(30), (rest, no, minutes) => {
        const at = later(TEN, minutes);
        const given = { declined: new Set(no) };
        const [usual, spared] = [{}, { resting: resting(...rest) }].map((more) =>
          decideEscalation(rows({ ...given, ...more }), at),
        ) as [Escalation, Escalation];
        expect(spared.timers).toEqual(usual.timers);
        expect(spared.change).toEqual(usual.change);
        expect(paged(spared).length > 0).toBe(paged(usual).length > 0);
      }),
    );
  });
});

describe('in a flood', () => {
  const number = engineer('anna').phones[0] as string;
  const flooded = (rung: string[], waiting: { number: string; engineer: string | null }[]) =>
    paged(decideEscalation(rows({ flood: { rung: new Set(rung), waiting } }), new Date(TEN)));

  it('a phone that was rung about it is left in peace, unless a leg waits that can tell of one more', () => {
    expect(flooded([], [])).toEqual(['sms anna', 'call anna']);
    expect(flooded([number], [])).toEqual(['sms anna']);
    expect(flooded([number], [{ number, engineer: 'anna' }])).toEqual(['sms anna', 'call anna']);
  });

  it('two who share a phone are rung on it once', () => {
    const shared = people({}, engineer('anna'), engineer('ben', { phones: [number] }));
    const one = [{ at: '0%', page: ['engineer:anna', 'engineer:ben'], by: ['call'] }];
    const given = rows({
      people: shared,
      policy: { ...policy, steps: one } as EscalationRows['policy'],
      flood: { rung: new Set(), waiting: [] },
    });
    expect(paged(decideEscalation(given, new Date(TEN)))).toEqual(['sms anna', 'call anna', 'sms ben']);
  });

  it('a text is no ringing: who shares the phone is rung on it all the same', () => {
    const shared = people({}, engineer('anna'), engineer('ben', { phones: [number] }));
    const steps = [
      { at: '0%', page: ['engineer:anna'], by: ['sms'] },
      { at: '20%', page: ['engineer:ben'], by: ['call'] },
    ];
    const given = rows({
      people: shared,
      policy: { ...policy, steps } as EscalationRows['policy'],
      flood: { rung: new Set(), waiting: [] },
    });
    expect(paged(decideEscalation(given, later(TEN, 7)))).toContain('call ben');
  });

  it('whoever takes no SMS is rung', () => {
    const given = rows({
      people: people({}, engineer('anna', { optedOut: [number] })),
      flood: { rung: new Set([number]), waiting: [] },
    });
    expect(paged(decideEscalation(given, new Date(TEN)))).toEqual(['call anna']);
  });
});

test('a request of the night waits its turn at the opening, two minutes after the one before it', () => {
  const window = windowOf('2026-11-22T20:00:00Z', 'PT6H', 'business');
  const given = rows({ window, before: 3 }, { openedAt: new Date('2026-11-22T20:00:00Z') });
  const waits = decideEscalation(given, window.windowFrom);
  expect(waits).toEqual({
    acts: [],
    change: { pagingFrom: later(window.windowFrom, 6) },
    timers: [{ kind: 'escalate', dueAt: later(window.windowFrom, 6) }],
  });
  expect(paged(decideEscalation(given, later(window.windowFrom, 6)))).toEqual(['sms anna', 'call anna']);
});

test('a request that waits its turn pages one after another from then on, and the wait is nobody’s delay', () => {
  const window = windowOf('2026-11-22T20:00:00Z', 'PT6H', 'business');
  const soon = { ...policy, steps: policy.steps.map((step, index) => ({ ...step, at: `PT${index * 5}M` })) };
  const given = rows({ window, policy: soon, before: 10 }, { openedAt: new Date('2026-11-22T20:00:00Z') });
  const { change } = decideEscalation(given, window.windowFrom);
  const turn = later(window.windowFrom, 20);
  const rung = decideEscalation({ ...given, ticket: { ...given.ticket, ...change } }, turn);
  expect(paged(rung)).toEqual(['sms anna', 'call anna']);
  expect(rung.acts[0]).toMatchObject({ event: { detail: { dueAt: turn.toISOString() } } });
  expect(alarm(rung)).toEqual(later(turn, 5));
});

describe('an overdue ticket on the business clock that is opened again at night', () => {
  const window = windowOf('2026-11-23T08:00:00Z', 'PT1H', 'business');
  const night = '2026-11-23T21:00:00Z';
  const reopened = { round: 2, pagingFrom: new Date(night), missedAt: window.respondBy };

  it('waits for the opening, and then asks one after another', () => {
    expect(alarm(decideEscalation(rows({ window }, reopened), new Date(night)))).toEqual(
      new Date('2026-11-24T08:00:00Z'),
    );
    const called = { ...reopened, lastResortAt: new Date('2026-11-23T12:00:00Z') };
    const morning = decideEscalation(rows({ window }, called), new Date('2026-11-24T08:00:00Z'));
    expect(paged(morning)).toEqual(['sms anna', 'call anna']);
    expect(alarm(morning)).toEqual(new Date('2026-11-24T08:01:00Z'));
  });
});

describe('the turn of a request of the night', () => {
  const opened = { openedAt: new Date('2026-11-22T20:00:00Z') };
  const windowIn = (hours: CalendarDefinition['hours'], closures: string[] = []) => ({
    ...windowOf('2026-11-22T20:00:00Z', 'PT12H', 'business'),
    calendar: compileCalendar({ ...weekly(hours), closures }),
  });

  it('waits out a break', () => {
    const window = windowIn({ 'mon-fri': ['09:00-09:10', '11:00-18:00'] });
    const rung = decideEscalation(rows({ window, before: 8 }, opened), new Date('2026-11-23T08:16:00Z'));
    expect([paged(rung), alarm(rung)]).toEqual([[], new Date('2026-11-23T10:00:00Z')]);
  });

  it('waits for the next day where its day was closed since', () => {
    const window = windowIn({ 'mon-fri': '09:00-18:00' }, ['2026-11-23']);
    const rung = decideEscalation(rows({ window }, opened), window.windowFrom);
    expect([paged(rung), alarm(rung)]).toEqual([[], new Date('2026-11-24T08:00:00Z')]);
  });
});

describe('laws', () => {
  const anyone = fc.subarray(['anna', 'ben', 'carla']).map((keys) => new Set(keys));
  const ringing = fc.record({
    place: anyWindow,
    round: fc.integer({ min: 1, max: 4 }),
    nextStep: fc.integer({ min: 0, max: 2 }),
    declined: anyone,
    there: fc.subarray(['anna', 'ben', 'carla']),
  });

  function decided({
    place: { window, at },
    declined,
    there,
    round,
    nextStep,
  }: typeof ringing extends fc.Arbitrary<infer T> ? T : never) {
    const given = rows(
      { window, declined, people: people({ engineers: new Map(there.map((key) => [key, engineer(key)])) }) },
      { round, nextStep },
    );
    return { given, escalation: decideEscalation(given, at), at };
  }

  it('a round always ends with another alarm, and no alarm is set to the past', () => {
    fc.assert(
      fc.property(ringing, (one) => {
        const { escalation, at } = decided(one);
        expect(alarm(escalation).getTime()).toBeGreaterThan(at.getTime());
      }),
    );
  });

  it('steps never go back within a round, and a new round begins with the first', () => {
    fc.assert(
      fc.property(ringing, (one) => {
        const { given, escalation } = decided(one);
        const { nextStep = given.ticket.nextStep, round = given.ticket.round } = escalation.change;
        if (round === given.ticket.round) expect(nextStep).toBeGreaterThanOrEqual(given.ticket.nextStep);
        else expect([round, nextStep]).toEqual([given.ticket.round + 1, 0]);
      }),
    );
  });

  it('nobody who has said no is paged by a step unless nobody else is left', () => {
    fc.assert(
      fc.property(ringing, (one) => {
        const { escalation } = decided(one);
        const isAnybodyLeft = one.there.some((key) => !one.declined.has(key));
        const saidNo = paged(escalation).filter((page) => one.declined.has(page.split(' ')[1] ?? ''));
        if (isAnybodyLeft) expect(saidNo).toEqual([]);
      }),
    );
  });

  it('nobody is paged outside the opening hours of a ticket that can wait', () => {
    fc.assert(
      fc.property(ringing, (one) => {
        const { given, escalation, at } = decided(one);
        if (given.ticket.clock === 'business' && !isOpen(given.window.calendar, at))
          expect(paged(escalation)).toEqual([]);
      }),
    );
  });

  it('a ticket that nobody takes has the last resort called before its deadline', () => {
    fc.assert(
      fc.property(anyWindow, ({ window }) => {
        let ticket = ticketIn(window);
        let at = window.windowFrom;
        for (let rings = 0; at < window.respondBy && rings < 2_000; rings += 1) {
          const escalation = decideEscalation({ ...rows({ window }), ticket }, at);
          ticket = { ...ticket, ...escalation.change };
          at = alarm(escalation);
        }
        expect(ticket.lastResortAt?.getTime() ?? Number.POSITIVE_INFINITY).toBeLessThan(
          window.respondBy.getTime(),
        );
      }),
      { numRuns: 30 },
    );
  });
});

describe('a second pair of hands', () => {
  const [first, second, third] = policy.steps as [
    (typeof policy.steps)[0],
    (typeof policy.steps)[0],
    (typeof policy.steps)[0],
  ];
  const forTwo = { ...policy, steps: [first, { ...second, hands: 2 }, third] };
  const annaHasIt = { status: 'acknowledged', acknowledgedBy: 'anna', nextStep: 2, hands: 2 } as const;

  it('is wanted from the step on that asks for it', () => {
    expect(decideEscalation(rows({ policy: forTwo }), new Date(TEN)).change).toEqual({ nextStep: 1 });
    const asked = decideEscalation(rows({ policy: forTwo }, { nextStep: 1 }), later(TEN, 6));
    expect(asked.change).toEqual({ nextStep: 2, hands: 2 });
  });

  it('is looked for among the others of the next step, without whoever has it', () => {
    const decided = decideEscalation(rows({ policy: forTwo }, annaHasIt), later(TEN, 15));
    expect(paged(decided)).toEqual(['call carla']);
    expect(decided.change).toMatchObject({ round: 2, nextStep: 0 });
  });

  it('passes over a step that means nobody else, and calls no last resort however late it is', () => {
    const atFirst = { ...annaHasIt, nextStep: 0, round: 4 };
    const decided = decideEscalation(rows({ policy: forTwo }, atFirst), later(TEN, 27));
    expect(paged(decided)).toEqual(['sms ben', 'call ben', 'call carla']);
    expect(told(decided)).toEqual(['step', 'step', 'step']);
  });

  it('is looked for at once, also when the share of the last resort has begun and the step has time', () => {
    const atTheEnd = { ...policy, steps: [first, { ...second, at: '95%', hands: 2 }] };
    const decided = decideEscalation(
      rows({ policy: atTheEnd }, { ...annaHasIt, nextStep: 1 }),
      later(TEN, 25),
    );
    expect(paged(decided)).toEqual(['sms ben', 'call ben']);
  });

  it('of a policy that means only whoever has it: nobody is rung, and the alarm is set again', () => {
    const alone = { ...policy, steps: [{ ...first, hands: 2 }] };
    const decided = decideEscalation(rows({ policy: alone }, { ...annaHasIt, nextStep: 0 }), later(TEN, 10));
    expect(paged(decided)).toEqual([]);
    expect(alarm(decided) > later(TEN, 10)).toBe(true);
  });
});
