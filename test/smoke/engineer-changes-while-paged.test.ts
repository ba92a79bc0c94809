import { describe, expect, test } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { importFile, usualDirectory } from '../support/import-file.ts';
import { criticalCase, drain, GRACE_PIN, openCase } from '../support/stories.ts';

const USUAL = usualDirectory();
const NEW_NUMBER = '+4915228817399';

/** A changed file is imported while the hotline runs. */
async function imports(hotline: Hotline, text: string): Promise<void> {
  const read = await importFile(hotline.database, text, { replace: true });
  expect(read).not.toHaveProperty('faults');
  await hotline.settle();
}

/** Anna has left, and Carla is on call in her place. */
async function annaLeaves(hotline: Hotline): Promise<void> {
  const without = USUAL.replace(/^ {2}anna: .*\n/m, '').replace(
    'participants: [anna]',
    'participants: [carla]',
  );
  await imports(hotline, without);
}

async function annaHasNewPhone(hotline: Hotline) {
  await imports(hotline, USUAL.replace('+4915228817386', NEW_NUMBER));
  return hotline.line.phone(NEW_NUMBER);
}

test('a supervisor has another phone before a page has left: the new one reads it, rings, and may order', async () => {
  const nobody = (usual: string) =>
    usual.replace('page: [schedule:front], by: [sms] }', 'page: [supervisors], by: [sms, call] }');
  await using hotline = await openHotline({ directory: nobody });
  const { erika, supervisor } = hotline.phones;
  hotline.line.failNext({ path: 'Messages', times: 3, failure: 429 });
  hotline.line.failNext({ path: 'Calls', times: 3, failure: 429 });
  await criticalCase(erika);
  await imports(hotline, nobody(USUAL).replace('phones: ["+493023125000"]', `phones: ["${NEW_NUMBER}"]`));
  await hotline.pass({ minutes: 2 });
  expect(supervisor.sms()).toEqual([]);
  expect(await supervisor.isQuiet()).toBe(true);
  const fresh = hotline.line.phone(NEW_NUMBER);
  expect(fresh.newSms()).toEqual([expect.stringContaining('KRITISCH Ticket 4711')]);
  await (await fresh.rings()).noAnswer();
  await fresh.sendSms(`D 4711 ${fresh.code()} Gelöst: Kabel getauscht`);
  expect(await hotline.ticket()).toMatchObject({ status: 'answered', answeredBy: 'supervisors' });
  await leave(hotline);
});

/** Erika's critical ticket: its page rings, and Anna hears what it is about. */
async function annaHears(hotline: Hotline) {
  await criticalCase(hotline.phones.erika);
  await hotline.pass({ minutes: 3 });
  return (await hotline.phones.anna.rings()).answer();
}

async function leave(hotline: Hotline): Promise<void> {
  hotline.line.phone(NEW_NUMBER).sms();
  await drain(hotline);
  await lookAway(hotline);
}

describe('an engineer is retired', () => {
  test('while their phone rings: it rings no more, and the next step follows', async () => {
    await using hotline = await openHotline();
    const { erika, anna, ben } = hotline.phones;
    await criticalCase(erika);
    await hotline.pass({ minutes: 3 });
    const ring = await anna.rings();
    await annaLeaves(hotline);
    expect(ring.status).toBe('canceled');
    expect((await ben.rings()).status).toBe('ringing');
    await leave(hotline);
  });

  test('while they hear what it is about: their key takes nothing', async () => {
    await using hotline = await openHotline();
    const { erika } = hotline.phones;
    const call = await annaHears(hotline);
    await annaLeaves(hotline);
    await call.press('1');
    expect(call.over).toBe(true);
    expect(await hotline.ticket()).toMatchObject({ status: 'open', acknowledgedBy: null });
    expect(await erika.isQuiet()).toBe(true);
    await leave(hotline);
  });

  test('when they were only written to: whoever is on call by now is paged at once', async () => {
    await using hotline = await openHotline();
    const { erika, anna, carla } = hotline.phones;
    await criticalCase(erika);
    await annaLeaves(hotline);
    expect((await carla.rings()).status).toBe('ringing');
    const order = `A 4711 ${anna.code()}`;
    anna.sms();
    await anna.sendSms(order);
    expect(await hotline.ticket()).toMatchObject({ status: 'open', acknowledgedBy: null });
    expect(anna.newSms()).toEqual([expect.stringContaining('hier nicht mehr eingetragen')]);
    await hotline.api('/tickets/4711/close', { by: 'carla' });
    await hotline.pass({ hours: 73 });
    await anna.sendSms('Bin ich noch dran?');
    expect(anna.newSms()).toEqual([]);
    await leave(hotline);
  });

  test('before the report comes that their text was lost: they are not called instead', async () => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    anna.refuseSms();
    hotline.line.holdBack('/twilio/sms/status');
    await criticalCase(erika);
    await annaLeaves(hotline);
    await hotline.line.deliverLate();
    anna.undelivered();
    expect(await anna.isQuiet()).toBe(true);
    await leave(hotline);
  });

  test('before their page has left: it does not', async () => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    hotline.line.failNext({ path: 'Messages', times: 3, failure: 429 });
    await criticalCase(erika);
    await annaLeaves(hotline);
    await hotline.pass({ minutes: 2 });
    expect(anna.sms()).toEqual([]);
    await leave(hotline);
  });
});

describe('an engineer has another phone', () => {
  test('while a page waits for their call to end: the new one rings, not what may be a stranger’s', async () => {
    await using hotline = await openHotline();
    const { grace, anna } = hotline.phones;
    const call = await annaHears(hotline);
    const another = await openCase(grace, { pin: GRACE_PIN, severity: 1 });
    await another.press('2');
    await hotline.pass({ minutes: 3 });
    const fresh = await annaHasNewPhone(hotline);
    await call.hangUp();
    await hotline.settle();
    expect(await anna.isQuiet()).toBe(true);
    const answered = await (await fresh.rings()).answer();
    await answered.press('2');
    expect(await hotline.ticket('4712')).toMatchObject({ acknowledgedBy: 'anna' });
    await leave(hotline);
  });

  test('before their page has left: it reaches the new one', async () => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    hotline.line.failNext({ path: 'Messages', times: 3, failure: 429 });
    await criticalCase(erika);
    const fresh = await annaHasNewPhone(hotline);
    await hotline.pass({ minutes: 2 });
    expect(anna.sms()).toEqual([]);
    expect(fresh.newSms()).toEqual([expect.stringContaining('KRITISCH Ticket 4711')]);
    await leave(hotline);
  });
});
