import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { remainingMs, respondBy, responseTargetMs } from '../../../../src/domain/calendar/response-target.ts';
import type { ScheduleInFile } from '../../../../src/domain/directory-entry/directory-schema.ts';
import { roundTimes } from '../../../../src/domain/escalation/step-times.ts';
import { decideEscalation } from '../../../../src/domain/paging/decide-escalation.ts';
import { prove } from '../../../../src/domain/rehearsal/prove.ts';
import { customerGroups, peopleFor, type Rehearsed } from '../../../../src/domain/rehearsal/rehearsed.ts';
import { virtualTicket } from '../../../../src/domain/rehearsal/virtual-ticket.ts';
import { SEVERITIES, type Severity, type Ticket } from '../../../../src/domain/tickets/ticket.ts';
import { ALWAYS, houseOf } from '../../../support/rehearsal-house.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FROM = new Date('2026-03-26T00:00:00Z');
/** The clocks are changed in it. */
const UNTIL = new Date(FROM.getTime() + 6 * 24 * HOUR);

/** The slow way: the service's decision, minute by minute, for a ticket that nobody ever answers. */
function canBeKept(house: Rehearsed, severity: Severity, ring: Date): boolean {
  const [group] = customerGroups(house);
  const policy = house.directory.escalations.get('line');
  if (!group || !policy) throw new Error('the house has no group');
  const people = peopleFor(house, group.managers);
  const target = group.rules.response[severity];
  const window = respondBy(target, group.calendar, ring);
  const least = responseTargetMs(target) / 5;
  let ticket: Ticket = virtualTicket({
    number: '1',
    kind: 'problem',
    severity,
    customerNumber: '100234',
    language: 'de',
    plan: 'enhanced',
    priority: 1,
    calendar: 'munich',
    escalation: 'line',
    openedAt: ring,
    window,
  });
  const [first = ring] = roundTimes(policy.steps, window, ticket).steps;
  for (let now = first; remainingMs(window, now) >= least; ) {
    const rows = {
      ticket,
      window,
      policy,
      people,
      declined: new Set<string>(),
      resting: new Map(),
      flood: null,
      before: 0,
    };
    const { acts, change, timers } = decideEscalation(rows, now);
    const pages = acts.flatMap((act) => ('page' in act ? [act.page] : []));
    if (pages.some(({ recipient, reason }) => recipient.engineer !== null && reason === undefined))
      return true;
    ticket = { ...ticket, ...change };
    now = timers[0].dueAt;
  }
  return false;
}

const whole = (house: Rehearsed) => prove(house, { from: FROM, until: UNTIL });
const told = (house: Rehearsed) =>
  whole(house).map(({ severity, from, until, cause }) => ({
    severity,
    from: from.toISOString(),
    until: until.toISOString(),
    cause,
  }));

describe('the proof', () => {
  it('finds nothing where somebody is always on call', () => {
    expect(whole(houseOf({}))).toEqual([]);
  });

  it('finds a night without anybody to the minute, and says who could close it', () => {
    const schedule: ScheduleInFile = {
      ...ALWAYS,
      layers: [
        { participants: ['anna'], rotate: 'P7D', from: '2026-01-05T08:00', until: '2026-03-26T22:00' },
        { participants: ['ben'], rotate: 'P7D', from: '2026-03-27T06:00' },
      ],
    };
    const holes = whole(houseOf({ schedule }));
    expect(
      holes.map(({ severity, from, until }) => [severity, from.toISOString(), until.toISOString()]),
    ).toEqual([
      // the first page is at once, later rounds end with four fifths of the window: 24 minutes
      [1, '2026-03-26T21:00:00.000Z', expect.stringMatching(/^2026-03-27T04:3\d/)],
      [2, '2026-03-26T21:00:00.000Z', expect.stringMatching(/^2026-03-27T0[12]:/)],
    ]);
    expect(holes[0]).toMatchObject({
      plan: 'enhanced',
      cause: 'gap',
      who: ['anna', 'ben'],
      remedy:
        'Put somebody on call in schedule front from 2026-03-26T22:00 until 2026-03-27T06:00 (Europe/Berlin).',
      customers: ['100234'],
    });
  });

  it('says when both managers are away and nobody else is paged', () => {
    const away = (engineer: string, from: string, until: string) => ({
      engineer,
      from: new Date(from),
      until: new Date(until),
    });
    const absences = [
      away('tessa', '2026-03-26T00:00:00Z', '2026-03-29T00:00:00Z'),
      away('tom', '2026-03-27T00:00:00Z', '2026-03-28T00:00:00Z'),
    ];
    const house = houseOf({ steps: [{ at: '0%', page: ['tam'], by: ['call'] }], absences });
    expect(whole(house)[0]).toMatchObject({ severity: 1, cause: 'managers-away', who: ['tessa', 'tom'] });
    expect(whole(house)[0]?.from).toEqual(new Date('2026-03-27T00:00:00Z'));
  });

  it('says when a policy pages supervisors only, or too late', () => {
    const always = { from: FROM.toISOString(), until: UNTIL.toISOString() };
    const supervisors = houseOf({ steps: [{ at: '0%', page: ['supervisors'], by: ['call'] }] });
    expect(told(supervisors)).toContainEqual({ severity: 1, ...always, cause: 'only-supervisors' });
    const late = houseOf({ steps: [{ at: '90%', page: ['schedule:front'], by: ['sms'] }] });
    expect(told(late)).toContainEqual({ severity: 2, ...always, cause: 'too-late' });
    expect(told(late).filter(({ severity }) => severity === 4)).toHaveLength(1);
  });

  it('says which calendar does not open for long enough, also where the pages alone would fit', () => {
    const house = houseOf();
    const hours = { mon: '09:00-09:01' };
    house.directory.calendars.set('munich', { timezone: 'Europe/Berlin', hours, closures: [], open: [] });
    const plan = house.directory.plans.get('enhanced');
    if (plan) plan.response = { ...plan.response, 4: { within: 'PT10H', clock: 'business' } };
    expect(whole(house)).toMatchObject([
      { severity: 4, cause: 'never-opens', mend: { key: 'open-calendar', calendar: 'munich' } },
    ]);
  });

  it('counts a page that leaves exactly a fifth of the window', () => {
    expect(whole(houseOf({ steps: [{ at: '80%', page: ['schedule:front'], by: ['sms'] }] }))).toEqual([]);
  });

  it('says what the slow way says, minute by minute', () => {
    const target = fc.constantFrom('schedule:front', 'engineer:anna', 'tam', 'supervisors');
    const step = fc.record({
      at: fc.constantFrom('0%', '10%', '35%', '80%', '95%', 'PT5M', 'PT2H'),
      page: fc.uniqueArray(target, { minLength: 1, maxLength: 2 }),
      by: fc.constant<('sms' | 'call')[]>(['sms', 'call']),
    });
    const hour = fc.integer({ min: 0, max: 23 }).map((hours) => `${String(hours).padStart(2, '0')}:00`);
    const schedule = fc.record({ begins: hour, ends: hour, day: fc.integer({ min: 26, max: 30 }) }).map(
      ({ begins, ends, day }): ScheduleInFile => ({
        timezone: 'Europe/Berlin',
        layers: [
          {
            participants: ['anna', 'ben'],
            rotate: 'PT12H',
            from: '2026-01-05T08:00',
            during: { 'mon-sat': begins === ends ? '00:00-24:00' : `${begins}-${ends}` },
          },
        ],
        overrides: [{ engineer: 'ben', from: `2026-03-${day}T01:30`, until: `2026-03-${day}T05:45` }],
      }),
    );
    const absence = fc
      .record({
        engineer: fc.constantFrom('tessa', 'tom'),
        begin: fc.integer({ min: 0, max: 140 }),
        hours: fc.integer({ min: 1, max: 40 }),
      })
      .map(({ engineer, begin, hours }) => ({
        engineer,
        from: new Date(FROM.getTime() + begin * HOUR),
        until: new Date(FROM.getTime() + (begin + hours) * HOUR),
      }));
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 3 }),
        schedule,
        fc.array(absence, { maxLength: 4 }),
        fc.constantFrom(...SEVERITIES),
        fc.array(fc.integer({ min: 0, max: 6 * 24 * 60 - 1 }), { minLength: 25, maxLength: 25 }),
        (steps, onCall, absences, severity, minutes) => {
          const house = houseOf({ steps, schedule: onCall, absences });
          const holes = whole(house).filter((hole) => hole.severity === severity);
          const edges = holes.flatMap(({ from, until }) => [
            from.getTime() - 1,
            from.getTime(),
            until.getTime() - 1,
            until.getTime(),
          ]);
          const rings = [...edges, ...minutes.map((minute) => FROM.getTime() + minute * MINUTE)];
          for (const ring of rings.filter((at) => at >= FROM.getTime() && at < UNTIL.getTime())) {
            const at = new Date(ring);
            const isHole = holes.some(({ from, until }) => from <= at && at < until);
            expect({ ring: at.toISOString(), kept: canBeKept(house, severity, at) }).toEqual({
              ring: at.toISOString(),
              kept: !isHole,
            });
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
