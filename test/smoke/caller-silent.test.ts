import { expect, test } from 'vitest';
import { FLOW_RULES } from '../../src/app/flow-rules.ts';
import { loadScript, SHIPPED_FLOWS } from '../../src/domain/flow-files/load.ts';
import { comeTo, lookAway, ticketsOf, WAYS, watchFacts } from '../support/caller-ways.ts';
import { openHotline } from '../support/hotline.ts';

const ASKING = ['language-menu', 'menu', 'collect', 'record', 'hold'];

test('the ways of the stories lead to every state that waits for a caller', () => {
  const flow = loadScript(SHIPPED_FLOWS, FLOW_RULES).flows.get('caller');
  const asking = Object.entries(flow?.states ?? {})
    .filter(([, state]) => ASKING.includes(state.type))
    .map(([name]) => name);
  expect(Object.keys(WAYS).sort()).toEqual(asking.sort());
});

/** What a caller is told at the end who says nothing any more, by the state in which they fell silent. */
const ENDS: Record<string, string> = {
  language: 'rufen Sie wieder an',
  'customer-number': 'rufen Sie wieder an',
  pin: 'rufen Sie wieder an',
  'pin-wait': 'rufen Sie wieder an',
  unverified: 'rufen Sie wieder an',
  'message-consent': 'rufen Sie wieder an',
  'message-declined': 'rufen Sie wieder an',
  message: 'rufen Sie wieder an',
  'open-case': 'Wir rufen Sie zurück',
  'written-request': 'Wir haben ein Ticket für Sie geöffnet',
  'written-request-only': 'Unser Team meldet sich',
  'written-request-or-cases-only': 'Auf Wiederhören',
  'dial-in-code-only': 'Unser Team meldet sich',
  'dial-in-code': 'Wir haben ein Ticket für Sie geöffnet',
  menu: 'Wir haben ein Ticket für Sie geöffnet',
  severity: 'Wir haben ein Ticket für Sie geöffnet',
  'signature-kind': 'Wir haben ein Ticket für Sie geöffnet',
  'signature-databases': 'Wir haben ein Ticket für Sie geöffnet',
  'signature-update': 'Wir haben ein Ticket für Sie geöffnet',
  'ticket-number': 'Wir haben ein Ticket für Sie geöffnet',
  'engineer-case': 'Auf Wiederhören',
  'engineer-none': 'Auf Wiederhören',
  promise: 'Auf Wiederhören',
  'ticket-menu': 'Auf Wiederhören',
  'ticket-of-before': 'Auf Wiederhören',
  'ticket-consent': 'Auf Wiederhören',
  'ticket-message': 'Auf Wiederhören',
};

test.each(Object.keys(WAYS))('a caller who falls silent at %s is led to a kind end', async (state) => {
  await using hotline = await openHotline();
  const untold = watchFacts(hotline);
  const call = await comeTo(hotline, state);
  expect(call.state).toBe(state);
  const before = (await ticketsOf(hotline)).length;
  for (let turns = 0; !call.over; turns += 1) {
    expect(turns).toBeLessThan(25);
    await hotline.pass({ seconds: 30 });
    if (!call.over) await call.silence();
  }
  expect(call.heardInAll()).toMatch(/(Auf Wiederhören\.)$/);
  expect(call.heardInAll()).toContain(ENDS[state] ?? 'Wir rufen Sie zurück, spätestens');
  expect((await ticketsOf(hotline)).length).toBeLessThanOrEqual(Math.max(1, before + 1));
  await lookAway(hotline);
  expect(untold).toEqual([]);
});
