import { expect, test } from 'vitest';
import { balance } from '../../../chaos/ledger/balance.ts';
import type { Books } from '../../../chaos/ledger/books-store.ts';
import { afterFault, type Fault, latest } from '../../../chaos/ledger/happened.ts';
import type { Ledger } from '../../../chaos/ledger/law.ts';
import type { Seen } from '../../../chaos/ledger/seen.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 9, 0, second));
const SID = 'CA1';

/** One caller who keyed severity 2; the ticket was paged at once, and taken two seconds later. */
function kept(): { books: Books; seen: Seen } {
  return {
    books: {
      calls: [{ id: 'call', sid: SID, status: 'completed', party: 'caller', endedAt: at(20) }],
      statuses: [{ callId: 'call', status: 'completed' }],
      tickets: [
        {
          number: '4711',
          callId: 'call',
          severity: 2,
          verified: true,
          status: 'acknowledged',
          abandoned: false,
          windowFrom: at(0),
        },
      ],
      events: [
        { ticket: '4711', at: at(1), kind: 'opened', detail: {} },
        { ticket: '4711', at: at(3), kind: 'acknowledged', detail: {} },
      ],
      pages: [
        {
          id: 'page',
          ticket: '4711',
          round: 1,
          step: 0,
          number: '+49',
          channel: 'sms',
          status: 'withdrawn',
          callId: null,
          plannedAt: at(1),
        },
      ],
      messages: [
        {
          id: 'sms',
          audience: 'engineer',
          toNumber: '+49',
          status: 'sent',
          pageId: 'page',
          ticket: '4711',
          body: 'Ticket 4711 S2',
        },
        {
          id: 'promise',
          audience: 'customer',
          toNumber: '+48',
          status: 'sent',
          pageId: null,
          ticket: '4711',
          body: 'Your ticket 4711',
        },
      ],
      callbacks: [{ ticket: '4711', status: 'open' }],
      overdue: [],
      abandoned: [],
      merged: { calls: 0, recordings: 0, messages: 0 },
    },
    seen: {
      callers: [
        { leg: { sid: SID, startedAt: at(0) }, keyed: 2, part: 'whole call' },
      ] as unknown as Seen['callers'],
      lifeboat: new Set(),
      emergencies: new Set(),
      messages: [
        { id: 'sms', to: '+49', body: 'Ticket 4711 S2', at: at(2) },
        { id: 'promise', to: '+48', body: 'Your ticket 4711', at: at(2) },
      ],
      legs: [],
      over: new Set([SID]),
      complaints: [],
    },
  };
}

function breaches({ books, seen }: { books: Books; seen: Seen }, faults: Fault[] = []): string[] {
  const ledger: Ledger = { books, seen, faults, promisedMs: 30_000, closedAt: at(300) };
  return balance(ledger).breaches.map(({ sort, of }) => `${of} ${sort}`);
}

test('a promise kept balances', () => {
  expect(breaches(kept())).toEqual([]);
});

type Story = ReturnType<typeof kept>;

const withBooks = (books: (kept: Books) => Partial<Books>) => (story: Story) => ({
  ...story,
  books: { ...story.books, ...books(story.books) },
});
const withSeen = (seen: (kept: Seen) => Partial<Seen>) => (story: Story) => ({
  ...story,
  seen: { ...story.seen, ...seen(story.seen) },
});
const happened = (kind: 'answered' | 'page', second: number) => ({
  ticket: '4711',
  at: at(second),
  kind,
  detail: {},
});

test.each<[string, (story: Story) => Story, string[]]>([
  ['a call that is not in the log', withBooks(() => ({ calls: [] })), ['calls lost', 'tickets lost']],
  ['a severity that was keyed, and no ticket', withBooks(() => ({ tickets: [] })), ['tickets lost']],
  [
    'two tickets for one call',
    withBooks(({ tickets, callbacks, events }) => ({
      tickets: tickets.flatMap((ticket) => [ticket, { ...ticket, number: '4712' }]),
      callbacks: [...callbacks, { ticket: '4712', status: 'open' }],
      events: events.flatMap((event) => [event, { ...event, ticket: '4712' }]),
    })),
    ['tickets doubled'],
  ],
  [
    'a page that the carrier never got',
    (story) =>
      withBooks(({ events }) => ({ events: events.slice(0, 1) }))(withSeen(() => ({ messages: [] }))(story)),
    ['steps lost', 'steps lost', 'steps lost'],
  ],
  [
    'a customer who got the same twice',
    withSeen(({ messages }) => ({ messages: [...messages, ...messages.slice(1)] })),
    ['messages doubled'],
  ],
  [
    'a leg that went back',
    withBooks(({ statuses }) => ({ statuses: [...statuses, { callId: 'call', status: 'ringing' }] })),
    ['legs wrong'],
  ],
  [
    'a page after the answer',
    withBooks(({ events }) => ({ events: [...events, happened('answered', 5), happened('page', 6)] })),
    ['tickets wrong'],
  ],
  [
    'a leg whose end nobody noted',
    withBooks(({ calls }) => ({ calls: calls.map((call) => ({ ...call, status: 'in-progress' })) })),
    ['ends of legs lost'],
  ],
  ['a case without a callback', withBooks(() => ({ callbacks: [] })), ['callbacks lost']],
])('it barks at %s', (_what, spoil, barks) => {
  expect(breaches(spoil(kept()))).toEqual(barks);
});

test('a late page is late, unless a fault was in its way until then', () => {
  const late = withSeen(({ messages }) => ({ messages: messages.map((one) => ({ ...one, at: at(90) })) }));
  const taken = withBooks(({ events }) => ({
    events: events.map((event) => (event.kind === 'acknowledged' ? { ...event, at: at(91) } : event)),
  }));
  const story = taken(late(kept()));
  expect(breaches(story)).toContain('steps late');
  expect(breaches(story, [{ kind: 'database killed', from: at(20), until: at(65) }])).toEqual([]);
});

test('a page about a ticket that anybody could have opened is collected for a minute, and counts among no late ones', () => {
  const late = withSeen(({ messages }) => ({ messages: messages.map((one) => ({ ...one, at: at(90) })) }));
  const taken = withBooks(({ events, tickets }) => ({
    tickets: tickets.map((ticket) => ({ ...ticket, verified: false })),
    events: events.map((event) => (event.kind === 'acknowledged' ? { ...event, at: at(91) } : event)),
  }));
  expect(breaches(taken(late(kept())))).not.toContain('steps late');
});

test('faults that follow each other closely are waited for', () => {
  const faults = [
    { kind: 'a', from: at(5), until: at(20) },
    { kind: 'b', from: at(45), until: at(60) },
    { kind: 'c', from: at(120), until: at(130) },
  ];
  expect(latest(at(0), 30_000, faults)).toEqual(at(90));
  expect(latest(at(0), 30_000, [])).toEqual(at(30));
});

const fault = (kind: string, from: number, until: number): Fault => ({
  kind,
  from: at(from),
  until: at(until),
});

test.each([
  { what: 'nothing was in the way', faults: [fault('past', -9, -1)], ms: 10_000, of: null, during: false },
  { what: 'a fault was over by then', faults: [fault('a', 1, 4)], ms: 6_000, of: 'a', during: false },
  {
    what: 'the last of two counts',
    faults: [fault('a', 1, 9), fault('b', 2, 3)],
    ms: 1_000,
    of: 'a',
    during: false,
  },
  { what: 'it was done during a fault', faults: [fault('a', -1, 12)], ms: 10_000, of: 'a', during: true },
  {
    what: 'the carrier takes nothing, whatever else was over',
    faults: [fault('a', 1, 4), fault('carrier answers 429', 2, 12)],
    ms: 6_000,
    of: 'carrier answers 429',
    during: true,
  },
  {
    what: 'another fault is on, which excuses nothing after one that was over',
    faults: [fault('a', 1, 4), fault('b', 2, 12)],
    ms: 6_000,
    of: 'a',
    during: false,
  },
])('how late after a fault something was that was done ten seconds after its instant: $what', (told) => {
  expect(afterFault(at(0), at(10), told.faults)).toEqual({
    ms: told.ms,
    fault: told.of,
    during: told.during,
  });
});
