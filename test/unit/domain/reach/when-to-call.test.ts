import { expect, test } from 'vitest';
import { sayAloud } from '../../../../src/domain/reach/say-aloud.ts';
import { whenToCall } from '../../../../src/domain/reach/when-to-call.ts';

const zone = 'Europe/Berlin';
const at = (text: string) => new Date(text);
const opened = { channel: 'phone', status: 'open' } as const;

test.each([
  // inside waking hours at once
  ['2026-11-24T08:00:00+01:00', '2026-11-24T08:00:00+01:00'],
  ['2026-11-24T19:59:59+01:00', '2026-11-24T19:59:59+01:00'],
  // else in the morning
  ['2026-11-24T20:00:00+01:00', '2026-11-25T08:00:00+01:00'],
  ['2026-11-24T23:59:00+01:00', '2026-11-25T08:00:00+01:00'],
  ['2026-11-24T00:00:00+01:00', '2026-11-24T08:00:00+01:00'],
  ['2026-11-24T07:59:59+01:00', '2026-11-24T08:00:00+01:00'],
  // the nights in which clocks change
  ['2026-10-24T22:00:00+02:00', '2026-10-25T08:00:00+01:00'],
  ['2026-03-28T22:00:00+01:00', '2026-03-29T08:00:00+02:00'],
])('news at %s is spoken at %s', (now, when) => {
  const about = { textName: 'signature-released', ticket: opened, zone };
  expect(whenToCall(about, at(now))).toEqual(at(when));
});

test.each([
  ['ticket-opened', opened, '2026-11-24T03:00:00+01:00'],
  ['callback-missed', { channel: 'phone', status: 'acknowledged' }, '2026-11-24T03:00:00+01:00'],
  // a request in writing waits for its morning, and so does what is over
  ['ticket-opened', { channel: 'portal', status: 'open' }, '2026-11-24T08:00:00+01:00'],
  ['ticket-opened', { channel: 'phone', status: 'answered' }, '2026-11-24T08:00:00+01:00'],
  [null, opened, '2026-11-24T08:00:00+01:00'],
  ['must-be-phoned', null, '2026-11-24T08:00:00+01:00'],
] as const)('at three in the night %s of %o is spoken at %s', (textName, ticket, when) => {
  expect(whenToCall({ textName, ticket, zone }, at('2026-11-24T03:00:00+01:00'))).toEqual(at(when));
});

test('long numbers are read digit by digit, the rest as it is', () => {
  expect(sayAloud('Ticket 4711 S2, bis Mo 23.11. 10:30, ruft an: +493023125000')).toBe(
    'Ticket 4 7 1 1 S2, bis Mo 23.11. 10:30, ruft an: 0 0 4 9 3 0 2 3 1 2 5 0 0 0',
  );
});
