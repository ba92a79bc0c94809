import { describe, expect, test } from 'vitest';
import { lookAway, take, ticketsOf } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';

/** A caller without a number says who they are and has the wrong PIN three times. */
async function strangerOf(hotline: Hotline, customer: string) {
  const call = await hotline.line.phone('+4915228817399').dial({ from: 'anonymous' });
  for (const step of ['1', `${customer}#`, '0000#', '0001#', '0002#']) await take(call, step);
  expect(call.state).toBe('unverified');
  return call;
}

test('a critical emergency is taken: the clock runs, the callback goes to the contract, nothing is disclosed', async () => {
  await using hotline = await openHotline();
  const call = await strangerOf(hotline, '100234');
  await call.press('1');
  expect(await ticketsOf(hotline)).toMatchObject([
    {
      number: '4711',
      verified: false,
      severity: 1,
      customer: '100234',
      callbackNumber: '+493023125101',
      respondBy: new Date('2026-11-23T09:30:00Z'),
    },
  ]);
  expect(hotline.phones.anna.newSms()).toEqual([expect.stringContaining('4711')]);
  await call.press('2');
  expect(call.state).toBe('waiting');
  await call.press('2');
  expect(call.over).toBe(true);
  const said = call.heardInAll();
  for (const secret of ['Musterwerk', 'Beispiel', 'Erika', '101', '1 0 1', 'Uhr'])
    expect(said).not.toContain(secret);
  await lookAway(hotline);
});

test('a stranger who calls from a number of the contract is called back there', async () => {
  await using hotline = await openHotline();
  const call = await hotline.line.phone('+493023125102').dial();
  for (const step of ['0000#', '0001#', '0002#', '1', '2', '2']) await take(call, step);
  expect(await ticketsOf(hotline)).toMatchObject([{ verified: false, callbackNumber: '+493023125102' }]);
  expect(hotline.line.phone('+493023125102').newSms()).toEqual([]);
  await lookAway(hotline);
});

test('an unknown customer stays on the line, since there is no number to call back', async () => {
  await using hotline = await openHotline();
  const call = await strangerOf(hotline, '999999');
  await call.press('1');
  await call.press('2');
  expect(call.state).toBe('waiting');
  expect(call.heard()).toContain('Bitte bleiben Sie in der Leitung');
  expect(await ticketsOf(hotline)).toMatchObject([
    { verified: false, customer: null, callbackNumber: null, severity: 1 },
  ]);
  for (let rounds = 0; !call.over && rounds < 30; rounds += 1) {
    await hotline.pass({ seconds: 30 });
    if (!call.over) await call.silence();
  }
  expect(call.heard()).toMatch(/unter Ticket 4 7 1 1 notiert.*rufen Sie in wenigen Minuten wieder an/);
  await lookAway(hotline);
});

test('an unknown customer and a wrong PIN hear the same words', async () => {
  const heard: string[] = [];
  for (const customer of ['100234', '999999', '200999']) {
    await using hotline = await openHotline();
    const call = await strangerOf(hotline, customer);
    heard.push(call.heardInAll());
    await call.hangUp();
    await lookAway(hotline);
  }
  expect(new Set(heard).size).toBe(1);
});

test('anything else leaves a message, and the supervisors are told when it was', async () => {
  await using hotline = await openHotline();
  const call = await strangerOf(hotline, '100234');
  await call.press('2');
  await call.press('1');
  await call.record({ seconds: 30 });
  expect(call.heard()).toContain('Ihre Nachricht ist angekommen');
  expect(hotline.phones.supervisor.newSms()).toEqual(
    expect.arrayContaining([expect.stringContaining('Anruf Mo 23.11. 10:00')]),
  );
  expect(await ticketsOf(hotline)).toEqual([]);
  await lookAway(hotline);
});

test('a message that is broken off by hanging up is a message all the same', async () => {
  await using hotline = await openHotline();
  const call = await strangerOf(hotline, '100234');
  await call.press('2');
  await call.press('1');
  await call.hangUp({ spoken: 4 });
  expect(hotline.phones.supervisor.newSms()).toEqual(
    expect.arrayContaining([expect.stringContaining('Nachricht auf der Hotline')]),
  );
  await lookAway(hotline);
});

describe('whoever is not verified', () => {
  test('cannot choose where we call, nor hear a case, nor raise one', async () => {
    await using hotline = await openHotline();
    const call = await strangerOf(hotline, '100234');
    for (const key of ['3', '4', '9', '0']) {
      await call.press(key);
      if (call.over) break;
      expect(call.state).toBe('unverified');
    }
    expect(call.heardInAll()).not.toContain('Ticket');
    expect(await ticketsOf(hotline)).toEqual([]);
    await lookAway(hotline);
  });

  test('gives no SMS to the contract when they hang up; its owner can take the case back all the same', async () => {
    await using hotline = await openHotline();
    const call = await strangerOf(hotline, '100234');
    await call.press('1');
    await call.hangUp();
    expect(hotline.phones.erika.newSms()).toEqual([]);
    await hotline.phones.erika.sendSms('Nein');
    expect(await ticketsOf(hotline)).toMatchObject([{ status: 'closed', verified: false }]);
    await lookAway(hotline);
  });
});
