import { describe, expect, test } from 'vitest';
import { sign } from '../../src/telephony/twilio/signature.ts';
import { comeTo, lookAway, ticketsOf, WAYS } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';

const NOT_VERIFIED = [
  'engineer-none',
  'language',
  'customer-number',
  'pin',
  'pin-wait',
  'unverified',
  'message-consent',
  'message-declined',
  'message',
];
/** The ticket exists or the promise has been given: there is nothing to rescue. */
const SERVED = Object.keys(WAYS).filter(
  (state) => WAYS[state]?.hasCase && !['ticket-number'].includes(state),
);
const PROMISED = ['promise', 'hold', 'waiting'];
// whoever's contract has ended begins nothing new
const RESCUED = Object.keys(WAYS).filter(
  (state) => ![...NOT_VERIFIED, ...SERVED, ...PROMISED].includes(state) && !WAYS[state]?.hasEnded,
);

/** States in which the caller has keyed how bad it is: critical. */
const SEVERITY_KEYED = [
  'severity-confirm',
  'consent',
  'describe',
  'callback-number',
  'callback-number-entry',
  'callback-number-confirm',
];

describe('hanging up after the PIN', () => {
  test('with a severity on record that is none: the ticket has the one that is assumed', async () => {
    await using hotline = await openHotline();
    const call = await comeTo(hotline, 'severity-confirm');
    await hotline.database.query(`update calls set visit = jsonb_set(visit, '{vars,severity}', '"7"')`);
    await call.hangUp();
    expect(await ticketsOf(hotline)).toMatchObject([{ abandoned: true, severity: 2 }]);
    await lookAway(hotline);
  });

  test.each(RESCUED)('at %s: one ticket, a callback, and an SMS that says so', async (state) => {
    await using hotline = await openHotline();
    const call = await comeTo(hotline, state);
    await call.hangUp();
    const [ticket, ...others] = (await ticketsOf(hotline)).slice(WAYS[state]?.hasCase ? 1 : 0);
    expect(others).toEqual([]);
    expect(ticket).toMatchObject({
      abandoned: true,
      verified: true,
      severity: SEVERITY_KEYED.includes(state) ? 1 : 2,
      customer: '100234',
      callbackNumber: '+493023125101',
      openedAt: new Date('2026-11-23T09:00:00Z'),
    });
    expect(hotline.phones.erika.newSms()).toEqual([
      expect.stringMatching(
        `Ticket ${ticket?.number} ist offen, wir rufen zurück.*Beleg .{11}\\. .*NEIN ${ticket?.number}`,
      ),
    ]);
    const callbacks = await hotline.database.query('select status from callbacks where ticket_number = $1', [
      ticket?.number,
    ]);
    expect(callbacks).toEqual([{ status: 'open' }]);
    await lookAway(hotline);
  });

  test('at signature-kind: whoever is paged hears and reads that signatures are to change, as far as it is known', async () => {
    await using hotline = await openHotline();
    const { anna, erika } = hotline.phones;
    await (await comeTo(hotline, 'signature-kind')).hangUp();
    erika.sms();
    expect(anna.newSms()).toEqual([expect.stringMatching(/^HOCH Ticket 4711 Signatur Musterwerk AG, /)]);
    await hotline.pass({ minutes: 24 });
    const call = await (await anna.rings()).answer();
    expect(call.heard()).toContain('Musterwerk AG, Signaturänderung. Ticket 4 7 1 1');
    await call.hangUp();
    await lookAway(hotline);
  });

  test.each(PROMISED)('at %s: the promise was given, nothing more is said', async (state) => {
    await using hotline = await openHotline();
    const call = await comeTo(hotline, state);
    hotline.phones.erika.sms();
    await call.hangUp();
    expect(await ticketsOf(hotline)).toMatchObject([{ abandoned: false, status: 'open' }]);
    expect(hotline.phones.erika.newSms()).toEqual([]);
    await lookAway(hotline);
  });

  test.each(SERVED)('at %s: the case exists already, there is no second one', async (state) => {
    await using hotline = await openHotline();
    const call = await comeTo(hotline, state);
    const before = await ticketsOf(hotline);
    await call.hangUp();
    expect(before[0]).toMatchObject({ number: '4711', abandoned: false });
    expect(await ticketsOf(hotline)).toEqual(before);
    expect(hotline.phones.erika.newSms()).toEqual([]);
    await lookAway(hotline);
  });
});

describe('hanging up on the question whether it is really critical', () => {
  test('about a ticket that exists: it is raised, as it is where nothing is said, and an SMS says so', async () => {
    await using hotline = await openHotline();
    const call = await comeTo(hotline, 'ticket-menu');
    for (const key of ['2', '1']) await call.press(key);
    await call.hangUp();
    expect(await ticketsOf(hotline)).toMatchObject([
      { severity: 1, abandoned: false, respondBy: new Date('2026-11-23T09:30:00Z') },
    ]);
    expect(hotline.phones.erika.newSms()).toEqual([expect.stringMatching(/4711.*kritisch/)]);
    await lookAway(hotline);
  });

  test('about a further matter in the same call: it has a ticket of its own', async () => {
    await using hotline = await openHotline();
    const call = await comeTo(hotline, 'promise');
    hotline.phones.erika.sms();
    for (const key of ['2', '1', '1']) await call.press(key);
    await call.hangUp();
    expect(await ticketsOf(hotline)).toMatchObject([
      { severity: 2, abandoned: false },
      { severity: 1, abandoned: true, customer: '100234', callbackNumber: '+493023125101' },
    ]);
    expect(hotline.phones.erika.newSms()).toEqual([expect.stringContaining('Ticket 4712 ist offen')]);
    await lookAway(hotline);
  });

  test.each(['ticket-menu', 'promise'])(
    'whoever wanted to choose again has not said so: %s',
    async (from) => {
      await using hotline = await openHotline();
      const call = await comeTo(hotline, from);
      for (const key of from === 'promise' ? ['2', '1', '1', '2'] : ['2', '1', '2']) await call.press(key);
      await call.hangUp();
      expect(await ticketsOf(hotline)).toMatchObject([{ number: '4711', severity: 2 }]);
      await lookAway(hotline);
    },
  );

  test('what was confirmed is done: the ticket may turn out milder, and is not raised again', async () => {
    await using hotline = await openHotline();
    const call = await comeTo(hotline, 'ticket-menu');
    for (const key of ['2', '1', '1']) await call.press(key);
    await hotline.api('/tickets/4711/severity', { by: 'Sue', severity: 3, text: 'läuft wieder' });
    await call.hangUp();
    expect(await ticketsOf(hotline)).toMatchObject([{ number: '4711', severity: 3 }]);
    await lookAway(hotline);
  });
});

test('the ticket that was called about is closed: what is new has a ticket of its own, whenever the caller hangs up', async () => {
  await using hotline = await openHotline();
  const call = await comeTo(hotline, 'open-case');
  await hotline.api('/tickets/4711/close', { by: 'Sue' });
  await call.press('1');
  expect(call.heard()).toContain('nicht mehr offen');
  expect(call.state).toBe('menu');
  for (const key of ['1', '1']) await call.press(key);
  await call.hangUp();
  expect(await ticketsOf(hotline)).toMatchObject([
    { number: '4711', status: 'closed' },
    { number: '4712', status: 'open', severity: 1, abandoned: true },
  ]);
  await lookAway(hotline);
});

/** What the call log knows of who called. */
const NUMBERS = {
  erika: '+493023125101',
  anna: '+4915228817386',
  carla: '+4915228817388',
  stranger: 'anonymous',
};

test.each(NOT_VERIFIED)(
  'hanging up at %s, before the PIN was right: a line in the call log, no ticket',
  async (state) => {
    await using hotline = await openHotline();
    const call = await comeTo(hotline, state);
    await call.hangUp();
    expect(await ticketsOf(hotline)).toEqual([]);
    const [missed] = await hotline.database.query('select status, ticket_number, from_number from calls');
    expect(missed).toMatchObject({
      status: 'completed',
      ticket_number: null,
      from_number: NUMBERS[WAYS[state]?.who ?? 'stranger'],
    });
  },
);

test('hanging up in the middle of the description keeps what was said', async () => {
  await using hotline = await openHotline();
  const call = await comeTo(hotline, 'describe');
  await call.hangUp({ spoken: 9 });
  const [ticket] = await ticketsOf(hotline);
  expect(ticket).toMatchObject({ abandoned: true, severity: 1, recording: expect.stringMatching(/^RE/) });
  await lookAway(hotline);
});

test.each(['1', '2', '4'])(
  'the key %s that comes after the call has ended opens no second ticket',
  async (key) => {
    await using hotline = await openHotline();
    const { line } = hotline;
    const call = await comeTo(hotline, 'severity');
    const asked = line.webhooks.at(-1);
    if (!asked) throw new Error('nothing was asked');
    await call.hangUp();
    const url = /action="([^"]+)"/.exec(asked.answer?.body ?? '')?.[1] ?? '';
    const params = { ...asked.params, Digits: key };
    const late = { ...asked, url, params, signature: sign(line.authToken, url, params) };
    expect(await line.replay(late)).toMatchObject({ status: 200 });
    expect(await ticketsOf(hotline)).toMatchObject([{ abandoned: true, severity: 2 }]);
    expect(
      await hotline.database.query(
        `select visit ->> 'state' as state from calls where direction = 'inbound'`,
      ),
    ).toEqual([{ state: 'severity' }]);
    await lookAway(hotline);
  },
);

describe('whoever rings again at once, before the carrier has reported the end of the first call', () => {
  /** The first call ends at a state and its end is reported only after the second has a ticket of a severity. */
  async function ringAgain(hotline: Hotline, state: string, severity: 1 | 3) {
    const first = await comeTo(hotline, state);
    hotline.line.holdBack('/voice/status');
    await first.hangUp();
    await hotline.pass({ seconds: 3 });
    const again = await hotline.phones.erika.dial();
    for (const keys of ['471108#', '1', String(severity), ...(severity === 1 ? ['1'] : []), '2', '1'])
      await again.press(keys);
    await hotline.line.deliverLate();
    return first;
  }

  test.each(['menu', 'severity', 'severity-confirm'])(
    'at %s: has one ticket, and is promised it once',
    async (state) => {
      await using hotline = await openHotline();
      const first = await ringAgain(hotline, state, 1);
      expect(await ticketsOf(hotline)).toMatchObject([{ number: '4711', severity: 1, abandoned: false }]);
      expect(hotline.phones.erika.newSms()).toEqual([expect.stringContaining('Ihr Ticket 4711')]);
      const { timeline } = await hotline.ticket('4711');
      expect(timeline).toContainEqual(
        expect.objectContaining({
          kind: 'call-joined',
          detail: expect.objectContaining({ call: first.sid }),
        }),
      );
      await lookAway(hotline);
    },
  );

  test('wants a change of signatures, and had begun with a problem: both are called back about', async () => {
    await using hotline = await openHotline();
    await ringAgain(hotline, 'signature-kind', 1);
    expect(await ticketsOf(hotline)).toMatchObject([
      { kind: 'problem' },
      { kind: 'signature', abandoned: true },
    ]);
    await lookAway(hotline);
  });

  test('had said that it is critical, and now something less: the critical matter stands', async () => {
    await using hotline = await openHotline();
    await ringAgain(hotline, 'severity-confirm', 3);
    expect(await ticketsOf(hotline)).toMatchObject([{ severity: 3 }, { severity: 1, abandoned: true }]);
    await lookAway(hotline);
  });
});

describe('the customer takes it back by SMS', () => {
  test.each(['NEIN 4711', 'nein 4711.', 'Nein danke 4711', 'No 4711', ' n 4711 !', 'NEIN'])(
    '%j',
    async (reply) => {
      await using hotline = await openHotline();
      await (await comeTo(hotline, 'menu')).hangUp();
      hotline.phones.erika.sms();
      await hotline.phones.erika.sendSms(reply);
      expect(await ticketsOf(hotline)).toMatchObject([{ status: 'closed' }]);
      expect(hotline.phones.erika.newSms()).toEqual([
        expect.stringMatching(/^Danke.*Ticket 4711 ist geschlossen, wir rufen nicht an/),
      ]);
      await lookAway(hotline);
      await hotline.pass({ hours: 5 });
      expect(await hotline.phones.anna.isQuiet()).toBe(true);
      await lookAway(hotline);
    },
  );

  test.each(['NEIN 4712', 'Ja, bitte', 'NEIN 4711 das stimmt nicht, bitte rufen Sie an', 'STOP'])(
    '%j takes nothing back',
    async (reply) => {
      await using hotline = await openHotline();
      await (await comeTo(hotline, 'menu')).hangUp();
      await hotline.phones.erika.sendSms(reply);
      expect(await ticketsOf(hotline)).toMatchObject([{ status: 'open' }]);
      await lookAway(hotline);
    },
  );

  test('nobody else can', async () => {
    await using hotline = await openHotline();
    await (await comeTo(hotline, 'menu')).hangUp();
    const { grace, petra } = hotline.phones;
    // contacts of other customers learn that it has arrived, and nothing of the ticket; a stranger learns nothing
    for (const [phone, replies] of [
      [grace, [expect.stringMatching(/^Thank you, your message has arrived(?!.*4711)/)]],
      [petra, [expect.stringMatching(/^Danke, Ihre Nachricht ist angekommen(?!.*4711)/)]],
      [hotline.line.phone('+4915228817399'), []],
    ] as const) {
      await phone.sendSms('NEIN 4711');
      expect(phone.newSms()).toEqual(replies);
    }
    expect(await ticketsOf(hotline)).toMatchObject([{ status: 'open' }]);
    await lookAway(hotline);
  });

  test('a long reply does not stop the clock of the process', async () => {
    await using hotline = await openHotline();
    await (await comeTo(hotline, 'menu')).hangUp();
    const began = performance.now();
    await hotline.phones.erika.sendSms(`n${' '.repeat(1_590)}5a`);
    expect(performance.now() - began).toBeLessThan(10_000);
    await lookAway(hotline);
  });
});
