import { describe, expect, test, vi } from 'vitest';
import { whoIsOnCall } from '../../src/domain/oncall/on-call.ts';
import { findSchedule } from '../../src/domain/plans/rule-store.ts';
import { answerShiftRequest } from '../../src/domain/shift-requests/answer-shift-request.ts';
import { type AskedForShift, askForCover, offerSwap } from '../../src/domain/shift-requests/ask-for-shift.ts';
import { giveBackShift } from '../../src/domain/shift-requests/give-back-shift.ts';
import { handShifts } from '../../src/domain/shift-requests/hand-shift.ts';
import { numbersInUse } from '../../src/domain/shift-requests/invitation-store.ts';
import { takeShift } from '../../src/domain/shift-requests/take-shift.ts';
import { withdrawShiftRequest } from '../../src/domain/shift-requests/withdraw-shift-request.ts';
import type { Doer } from '../../src/domain/users/audit-trail-store.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { criticalCase, drain } from '../support/stories.ts';

const ANNA: Doer = { id: null, kind: 'engineer', name: 'Anna Weber' };
const at = (local: string) => new Date(`${local}:00+01:00`);
/** anna has the front, on a Monday at 10:00; she would like to have Thursday off. */
const THURSDAY = {
  engineer: 'anna',
  schedule: 'front',
  from: at('2026-11-26T08:00'),
  until: at('2026-11-27T08:00'),
};

/** Four take turns on the front, week by week. */
const fourInTurn = (usual: string) =>
  usual.replace(
    'participants: [anna], rotate: P7D, from: 2026-01-05',
    'participants: [anna, ben, carla, tessa], rotate: P7D, from: 2026-11-23',
  );

const workIn = <T>(
  hotline: Hotline,
  act: (work: Parameters<typeof askForCover>[0] & { hotline: Hotline['app']['hotline'] }) => Promise<T>,
) => hotline.database.transaction((tx) => act({ tx, hotline: hotline.app.hotline, now: new Date() }));

async function ask(
  hotline: Hotline,
  wish: Partial<Parameters<typeof askForCover>[2]> = {},
): Promise<AskedForShift> {
  const asked = await workIn(hotline, (work) =>
    askForCover(work, ANNA, { shift: THURSDAY, ask: ['ben', 'carla'], why: 'Zahnarzt', ...wish }),
  );
  await hotline.settle();
  return asked;
}

/** By which number somebody was asked. */
const numberIn = (text: string | undefined) => /[SJ] (\d{5})/.exec(text ?? '')?.[1] ?? '';

async function onCall({ database }: Hotline, instant: string, name = 'front'): Promise<string | undefined> {
  const schedule = await findSchedule(database, name);
  return (schedule && whoIsOnCall(schedule, at(instant)))?.engineer;
}

const NOON = '2026-11-26T12:00';

test('cover that ends in the second of the two hours, when clocks are put back, lasts until then', async () => {
  await using hotline = await openHotline();
  const until = new Date('2027-10-31T01:30:00Z');
  const handed = { ...THURSDAY, from: new Date('2027-10-30T18:00:00Z'), until, to: 'ben' };
  await workIn(hotline, (work) => handShifts(work, [handed], { by: ANNA, why: 'Zahnarzt' }));
  const schedule = await findSchedule(hotline.database, 'front');
  const onCallAt = (instant: string) => schedule && whoIsOnCall(schedule, new Date(instant))?.engineer;
  expect(onCallAt('2027-10-31T00:50:00Z')).toBe('ben');
  expect(onCallAt('2027-10-31T01:20:00Z')).toBe('ben');
  expect(onCallAt('2027-10-31T02:00:00Z')).toBe('anna');
});

describe('cover is asked for', () => {
  test('under a number that means nothing else: to whom is asked later, to whom was asked of late, nor a ticket', async () => {
    await using hotline = await openHotline();
    const { database } = hotline;
    const { anna, ben, carla, erika } = hotline.phones;
    await database.query(`select setval('ticket_numbers', 33333, false)`);
    await criticalCase(erika);
    await anna.sendSms('A 33333');
    await ask(hotline);
    for (const phone of [anna, ben, carla, erika]) phone.newSms();
    const change = (what: string) => database.query(`update ${what}`);
    await change(`shift_invitations set asked_at = null, number = '11111' where engineer = 'ben'`);
    await change(`shift_invitations set answer = 'no', number = '22222' where engineer = 'carla'`);
    await change(`shift_requests set status = 'withdrawn'`);
    const since = (local: string) => numbersInUse(database, at(local));
    expect(await since('2026-11-01T08:00')).toEqual(new Set(['11111', '22222', '33333']));
    expect(await since('2026-12-24T08:00'), 'long over').toEqual(new Set(['33333']));
    await change(`shift_requests set status = 'open'`);
    expect(await since('2026-12-24T08:00')).toEqual(new Set(['11111', '22222', '33333']));
  });

  test('the first yes has the shift, the other is thanked, and everybody knows; until then the asker has it', async () => {
    await using hotline = await openHotline();
    const { anna, ben, carla, supervisor } = hotline.phones;
    await ask(hotline);
    const [bens] = ben.newSms();
    const [carlas] = carla.newSms();
    expect(bens).toMatch(
      /^Anna Weber asks for cover: front, Thu 26 Nov 08:00 to Fri 27 Nov 08:00. Yes: S \d{5}. No: S \d{5} N. http/,
    );
    expect(carlas).toMatch(
      /^Anna Weber bittet um Vertretung: front, Do 26.11. 08:00 bis Fr 27.11. 08:00. Ja: S \d{5}/,
    );
    expect(await onCall(hotline, NOON)).toBe('anna');
    await carla.sendSms(`S ${numberIn(carlas)}`);
    expect(carla.newSms()).toEqual([
      expect.stringMatching(/^Danke! Sie haben Bereitschaft für Anna Weber: front, Do/),
    ]);
    expect(anna.newSms()).toEqual([expect.stringMatching(/^Carla Moreno vertritt Sie: front, Do/)]);
    expect(ben.newSms()).toEqual([
      expect.stringMatching(/^Thank you! Carla Moreno has taken the shift already/),
    ]);
    expect(supervisor.newSms()).toEqual([
      expect.stringMatching(/^front, Do .*: Carla Moreno hat Bereitschaft für Anna Weber\.$/),
    ]);
    expect(await onCall(hotline, NOON)).toBe('carla');
    expect(await onCall(hotline, '2026-11-27T09:00')).toBe('anna');
    // too late, and told so kindly
    await ben.sendSms(`S ${numberIn(bens)}`);
    expect(ben.newSms()).toEqual([
      expect.stringMatching(/^Thank you! Carla Moreno has taken the shift already/),
    ]);
    expect(await onCall(hotline, NOON)).toBe('carla');
    const [override] = await hotline.database.query(
      'select why, instead_of, made_by from schedule_overrides',
    );
    expect(override).toEqual({ why: 'Zahnarzt', instead_of: 'anna', made_by: 'Carla Moreno' });
  });

  test('a bare yes to it takes no ticket that is open besides: it is asked for the number', async () => {
    await using hotline = await openHotline();
    const { erika, ben, carla, supervisor } = hotline.phones;
    await criticalCase(erika);
    await hotline.pass({ minutes: 10, seconds: 1 });
    ben.sms();
    await ask(hotline, { shift: { ...THURSDAY, from: at('2026-11-26T09:00') } });
    const number = numberIn(ben.newSms()[0]);
    for (const written of ['Ok!', 'Take']) {
      await ben.sendSms(written);
      await hotline.pass({ seconds: 1 });
      expect(ben.newSms()).toEqual([expect.stringContaining(`${number}: Anna Weber, front Thu 26 Nov`)]);
    }
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
    await ben.sendSms('A');
    expect(await hotline.ticket('4711')).toMatchObject({ acknowledgedBy: 'ben' });
    for (const phone of [ben, carla, supervisor, hotline.phones.anna]) phone.sms();
    await drain(hotline);
  });

  test('a form that is sent twice asks nobody twice; who was not asked yet, or said no, is asked', async () => {
    await using hotline = await openHotline();
    const { anna, ben, carla } = hotline.phones;
    const wish = { shift: { ...THURSDAY, from: at('2026-11-23T08:00') } };
    const [first, second] = await Promise.all([ask(hotline, wish), ask(hotline, wish)]);
    expect(second.request?.id).toBe(first.request?.id);
    await hotline.pass({ minutes: 1 });
    expect((await ask(hotline, wish)).request?.id).toBe(first.request?.id);
    expect((await ask(hotline, { ...wish, ask: ['ben'] })).request?.id).toBe(first.request?.id);
    expect(carla.newSms()).toHaveLength(1);
    const [asked, ...others] = ben.newSms();
    expect(others).toEqual([]);
    await ben.sendSms(`S ${numberIn(asked)} N`);
    ben.sms();
    // another part of the shift, other people, and whoever said no to the first
    for (const wanted of [{}, { ask: ['tessa'] }, { ...wish, ask: ['ben'] }])
      expect((await ask(hotline, wanted)).request?.id).not.toBe(first.request?.id);
    for (const phone of [anna, ben, carla, hotline.phones.tessa]) phone.sms();
  });

  test('two say yes at the same time: one of them has it', async () => {
    await using hotline = await openHotline();
    const { request } = await ask(hotline);
    const yes = (engineer: string) =>
      workIn(hotline, (work) =>
        answerShiftRequest(
          work,
          { requestId: request?.id ?? '', engineer, answer: 'yes', channel: 'console' },
          { id: null, kind: 'engineer', name: engineer },
        ),
      );
    const outcomes = (await Promise.all([yes('ben'), yes('carla')])).map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual(['agreed', 'over']);
    const covers = await hotline.database.query('select from schedule_overrides');
    expect(covers).toHaveLength(1);
    await hotline.settle();
    for (const phone of Object.values(hotline.phones)) phone.sms();
  });

  test('everybody says no: the asker keeps the shift, and knows', async () => {
    await using hotline = await openHotline();
    const { anna, ben, carla } = hotline.phones;
    await ask(hotline);
    const [bens, carlas] = [numberIn(ben.newSms()[0]), numberIn(carla.newSms()[0])];
    await ben.sendSms(`S no ${bens}`);
    expect(ben.newSms()).toEqual([expect.stringMatching(/^All right, nothing changes for you/)]);
    expect(anna.newSms()).toEqual([]);
    await carla.sendSms(`Nein ${carlas}, leider`);
    expect(carla.newSms()).toEqual([expect.stringMatching(/^Nicht verstanden/)]);
    await carla.sendSms(`Nein ${carlas}`);
    expect(carla.newSms()).toEqual([expect.stringMatching(/^Alles klar, für Sie ändert sich nichts/)]);
    expect(anna.newSms()).toEqual([
      expect.stringMatching(/^Noch hat niemand zugesagt: Sie behalten Ihre Schicht/),
    ]);
    expect(await onCall(hotline, NOON)).toBe('anna');
    // who changes their mind is too late
    await carla.sendSms(`S ${carlas}`);
    expect(carla.newSms()).toEqual([expect.stringMatching(/^Die Anfrage von Anna Weber hat sich erledigt/)]);
  });

  test('nobody answers: when the shift begins the asker reads that they have it still, and a late yes covers the rest', async () => {
    await using hotline = await openHotline();
    const { anna, carla } = hotline.phones;
    await ask(hotline, { ask: ['carla'] });
    const number = numberIn(carla.newSms()[0]);
    await hotline.pass({ hours: 70 });
    expect(anna.newSms()).toEqual([expect.stringMatching(/^Noch hat niemand zugesagt/)]);
    await hotline.pass({ hours: 4 });
    expect(anna.newSms()).toEqual([]);
    await carla.sendSms(`Ja ${number}`);
    expect(carla.newSms()).toEqual([
      expect.stringMatching(/^Danke! Sie haben Bereitschaft für Anna Weber: front, Do 26.11. 12:00 bis/),
    ]);
    expect(anna.newSms()).toEqual([
      expect.stringMatching(/^Carla Moreno vertritt Sie: front, Do 26.11. 12:00/),
    ]);
    expect(await onCall(hotline, '2026-11-26T11:59')).toBe('anna');
    expect(await onCall(hotline, '2026-11-26T12:01')).toBe('carla');
    for (const phone of Object.values(hotline.phones)) phone.sms();
  });

  test('of which others have a part by then: everybody reads who has what is left, and from when until when', async () => {
    await using hotline = await openHotline();
    const { anna, carla, supervisor } = hotline.phones;
    await ask(hotline, { ask: ['carla'] });
    const number = numberIn(carla.newSms()[0]);
    const night = { ...THURSDAY, from: at('2026-11-26T20:00'), to: 'tessa' };
    await workIn(hotline, (work) => handShifts(work, [night], { by: ANNA, why: '' }));
    await carla.sendSms(`S ${number}`);
    expect(await onCall(hotline, '2026-11-26T21:00')).toBe('tessa');
    for (const phone of [anna, carla, supervisor])
      expect(phone.newSms()).toContainEqual(
        expect.stringMatching(/front, Do 26.11. 08:00 bis Do 26.11. 20:00/),
      );
    // who asks again, or looks, is told the same
    await carla.sendSms(`S ${number}`);
    expect(carla.newSms()).toEqual([expect.stringMatching(/^Danke! .*08:00 bis Do 26.11. 20:00/)]);
    for (const phone of Object.values(hotline.phones)) phone.sms();
  });

  test('taken back: whoever was asked knows, and a yes after it changes nothing', async () => {
    await using hotline = await openHotline();
    const { carla } = hotline.phones;
    const { request } = await ask(hotline, { ask: ['carla'] });
    const number = numberIn(carla.newSms()[0]);
    const withdraw = (own: string | null) =>
      workIn(hotline, (work) => withdrawShiftRequest(work, ANNA, request?.id ?? '', own));
    expect(await withdraw('ben')).toBe(false);
    expect(await withdraw('anna')).toBe(true);
    expect(await withdraw('anna')).toBe(false);
    await hotline.settle();
    expect(carla.newSms()).toEqual([expect.stringMatching(/^Anna Weber braucht Sie doch nicht/)]);
    await carla.sendSms(`S ${number}`);
    expect(carla.newSms()).toEqual([expect.stringMatching(/hat sich erledigt/)]);
    expect(await onCall(hotline, NOON)).toBe('anna');
  });

  test('whoever is away, or somebody else’s number, takes nothing', async () => {
    await using hotline = await openHotline();
    const { ben, carla, tessa } = hotline.phones;
    await hotline.api('/absences', {
      engineer: 'carla',
      from: '2026-11-26',
      until: '2026-11-26',
      accept: 'shifts',
    });
    const { asked } = await ask(hotline);
    expect(asked).toMatchObject({
      invitations: [{ engineer: 'ben' }],
      leftOut: [{ engineer: 'carla', because: 'away' }],
    });
    expect(carla.newSms()).toEqual([]);
    const number = numberIn(ben.newSms()[0]);
    for (const body of [`S ${number}`, 'S 12345', `S ${Number(number) + 1}`]) {
      await tessa.sendSms(body);
      expect(tessa.newSms()).toEqual([
        expect.stringMatching(/Unter dieser Nummer haben wir Sie nichts gefragt/),
      ]);
    }
    // away by now
    await hotline.api('/absences', {
      engineer: 'ben',
      from: '2026-11-26',
      until: '2026-11-26',
      accept: 'shifts',
    });
    await ben.sendSms(`S ${number}`);
    expect(ben.newSms()).toEqual([
      expect.stringMatching(/^Nothing has changed: you are marked as away then/),
    ]);
    expect(await onCall(hotline, NOON)).toBe('anna');
    for (const phone of Object.values(hotline.phones)) phone.sms();
  });

  test('numbers cannot be guessed by trying', async () => {
    await using hotline = await openHotline();
    const { carla } = hotline.phones;
    await ask(hotline, { ask: ['carla'] });
    const number = numberIn(carla.newSms()[0]);
    for (let tries = 0; tries < 20; tries += 1) await carla.sendSms(`S ${10_000 + tries}`);
    carla.newSms();
    await carla.sendSms(`S ${number}`);
    expect(await onCall(hotline, NOON)).toBe('anna');
    carla.sms();
  });

  test('S alone tells what somebody was asked', async () => {
    await using hotline = await openHotline();
    const { carla, supervisor } = hotline.phones;
    await carla.sendSms('S');
    expect(carla.newSms()).toEqual(['Niemand fragt Sie gerade nach einer Schicht.']);
    await ask(hotline, { ask: ['carla'] });
    const number = numberIn(carla.newSms()[0]);
    await carla.sendSms('Schicht?');
    expect(carla.newSms()).toEqual([expect.stringContaining('Nicht verstanden')]);
    await carla.sendSms('S');
    expect(carla.newSms()).toEqual([
      `Welche Schicht? ${number}: Anna Weber, front Do 26.11. 08:00. Ja zum Beispiel: S ${number}`,
    ]);
    await supervisor.sendSms(`S ${number}`);
    expect(supervisor.newSms()).toEqual(['Niemand fragt Sie gerade nach einer Schicht.']);
  });

  test('of a whole schedule one after another: who has covered least lately first', async () => {
    await using hotline = await openHotline({ directory: fourInTurn });
    const { ben, carla, tessa } = hotline.phones;
    await hotline.database.query(
      `insert into schedule_overrides (schedule, engineer, from_local, until_local, made_at, made_by, why, instead_of)
       values ('front', 'ben', '2026-11-16T08:00', '2026-11-17T08:00', '2026-11-15T08:00Z', 'x', '', 'anna')`,
    );
    await ask(hotline, { ask: 'all' });
    expect([ben.newSms(), carla.newSms(), tessa.newSms()].map(({ length }) => length)).toEqual([0, 1, 1]);
    await hotline.pass({ minutes: 19 });
    expect(ben.newSms()).toEqual([]);
    await hotline.pass({ minutes: 2 });
    expect(ben.newSms()).toHaveLength(1);
  });

  test('somebody else is given the shift meanwhile: nobody further is asked, and who was asked knows', async () => {
    await using hotline = await openHotline({ directory: fourInTurn });
    const { ben, carla, tessa } = hotline.phones;
    await ask(hotline, { ask: 'all' });
    const asked = [ben, carla, tessa].filter((phone) => phone.newSms().length > 0);
    expect(asked).toHaveLength(2);
    await hotline.database.query(
      `insert into schedule_overrides (schedule, engineer, from_local, until_local, made_at, made_by)
       values ('front', 'ben', '2026-11-26T00:00', '2026-11-28T00:00', now(), 'x')`,
    );
    await hotline.pass({ minutes: 25 });
    for (const phone of [ben, carla, tessa])
      expect(phone.newSms()).toEqual(
        asked.includes(phone) ? [expect.stringMatching(/is settled|hat sich erledigt/)] : [],
      );
    const [request] = await hotline.database.query('select status from shift_requests');
    expect(request).toEqual({ status: 'overtaken' });
  });

  test.each([
    ['a schedule that is not there', { shift: { ...THURSDAY, schedule: 'nowhere' } }, 'schedule'],
    ['a shift that is somebody else’s', { shift: { ...THURSDAY, engineer: 'carla' } }, 'not-theirs'],
    [
      'a shift that is over',
      { shift: { ...THURSDAY, from: at('2026-11-20T08:00'), until: at('2026-11-21T08:00') } },
      'not-theirs',
    ],
    ['somebody who is not there', { ask: ['carla', 'nobody'] }, 'engineer'],
    ['nobody but themselves', { ask: ['anna'] }, 'nobody'],
    ['a schedule with nobody else', { ask: 'all' as const }, 'nobody'],
  ])('%s: nothing is asked', async (_, wish, fault) => {
    await using hotline = await openHotline();
    expect(await ask(hotline, wish)).toMatchObject({ fault });
    expect(await hotline.database.query('select from shift_requests')).toEqual([]);
  });
});

describe('two swap their shifts', () => {
  const bens = {
    engineer: 'ben',
    schedule: 'back',
    from: at('2026-12-01T08:00'),
    until: at('2026-12-02T08:00'),
  };

  test('when the other says yes, both change hands at once', async () => {
    await using hotline = await openHotline();
    const { anna, ben, supervisor } = hotline.phones;
    await workIn(hotline, (work) => offerSwap(work, ANNA, { shift: THURSDAY, other: bens, why: '' }, 'anna'));
    await hotline.settle();
    const [text] = ben.newSms();
    expect(text).toMatch(
      /^Anna Weber would like to swap: front Thu 26 Nov 08:00 to Fri 27 Nov 08:00 for your back Tue 1 Dec 08:00/,
    );
    await ben.sendSms(`S ${numberIn(text)}`);
    expect(await onCall(hotline, NOON)).toBe('ben');
    expect(await onCall(hotline, '2026-12-01T12:00', 'back')).toBe('anna');
    expect(ben.newSms()).toEqual([expect.stringMatching(/^Swapped: Ben Hartmann has front/)]);
    expect(anna.newSms()).toEqual([expect.stringMatching(/^Getauscht: Ben Hartmann hat front/)]);
    expect(supervisor.newSms()).toEqual([expect.stringMatching(/^Getauscht/)]);
  });

  test('of which one is read from another clock: each is told by its own', async () => {
    await using hotline = await openHotline({
      directory: (usual) =>
        usual.replace('back:\n    timezone: Europe/Berlin', 'back:\n    timezone: Europe/London'),
    });
    const { anna, ben, supervisor } = hotline.phones;
    await workIn(hotline, (work) => offerSwap(work, ANNA, { shift: THURSDAY, other: bens, why: '' }, 'anna'));
    await hotline.settle();
    const [text] = ben.newSms();
    expect(text).toMatch(
      /front Thu 26 Nov 08:00 to Fri 27 Nov 08:00 for your back Tue 1 Dec 07:00 \(London\) to Wed 2 Dec 07:00/,
    );
    await ben.sendSms(`S ${numberIn(text)}`);
    for (const phone of [anna, ben, supervisor])
      expect(phone.newSms()).toEqual([expect.stringMatching(/front .*08:00.*back .*07:00 \(London\)/)]);
  });

  test('offered by a supervisor, both are asked; one yes is not enough', async () => {
    await using hotline = await openHotline();
    const { anna, ben } = hotline.phones;
    const boss: Doer = { id: null, kind: 'program', name: 'boss' };
    await workIn(hotline, (work) => offerSwap(work, boss, { shift: THURSDAY, other: bens, why: '' }, null));
    await hotline.settle();
    const [annas, theirs] = [numberIn(anna.newSms()[0]), numberIn(ben.newSms()[0])];
    await anna.sendSms(`S ${annas}`);
    expect(anna.newSms()).toEqual([expect.stringMatching(/^Danke! Sagt auch die andere Seite ja/)]);
    expect(await onCall(hotline, NOON)).toBe('anna');
    await ben.sendSms(`S ${theirs} n`);
    expect(anna.newSms()).toEqual([expect.stringMatching(/^Ben Hartmann kann nicht tauschen/)]);
    expect(await onCall(hotline, '2026-12-01T12:00', 'back')).toBe('ben');
    ben.sms();
  });

  test('offered twice by a form that is sent twice, it is offered once', async () => {
    await using hotline = await openHotline();
    const offer = () =>
      workIn(hotline, (work) => offerSwap(work, ANNA, { shift: THURSDAY, other: bens, why: '' }, 'anna'));
    const [first, second] = await Promise.all([offer(), offer()]);
    expect(second.request?.id).toBe(first.request?.id);
    await hotline.settle();
    expect(hotline.phones.ben.newSms()).toHaveLength(1);
  });

  test('what is offered is what is left: of a shift that has begun, the rest', async () => {
    await using hotline = await openHotline();
    const begun = { ...THURSDAY, from: at('1900-01-01T08:00') };
    const { request } = await workIn(hotline, (work) =>
      offerSwap(work, ANNA, { shift: begun, other: { ...bens, from: begun.from }, why: '' }, 'anna'),
    );
    expect(request?.shift).toEqual({ ...THURSDAY, from: new Date() });
    expect(request?.other?.from).toEqual(new Date());
    await hotline.settle();
    hotline.phones.ben.sms();
  });

  test('whoever offered it is away by then: nobody is put on call who is not there', async () => {
    await using hotline = await openHotline();
    const { anna, ben } = hotline.phones;
    await workIn(hotline, (work) => offerSwap(work, ANNA, { shift: THURSDAY, other: bens, why: '' }, 'anna'));
    await hotline.settle();
    const number = numberIn(ben.newSms()[0]);
    const away = { engineer: 'anna', from: '2026-12-01', until: '2026-12-03', accept: 'shifts' };
    await hotline.api('/absences', away);
    await ben.sendSms(`S ${number}`);
    expect(ben.newSms()).toEqual([
      'Not swapped: Anna Weber is marked as away by now. Anna Weber keeps front Thu 26 Nov 08:00, Ben Hartmann keeps back Tue 1 Dec 08:00.',
    ]);
    expect(anna.newSms().at(-1)).toMatch(/^Nicht getauscht: Anna Weber ist inzwischen als abwesend/);
    expect(await onCall(hotline, NOON)).toBe('anna');
    expect(await onCall(hotline, '2026-12-01T12:00', 'back')).toBe('ben');
    for (const phone of Object.values(hotline.phones)) phone.sms();
  });

  test('a part of one is somebody else’s by then: nobody gives a whole shift for it', async () => {
    await using hotline = await openHotline();
    const { anna, ben } = hotline.phones;
    await workIn(hotline, (work) => offerSwap(work, ANNA, { shift: THURSDAY, other: bens, why: '' }, 'anna'));
    await hotline.settle();
    const number = numberIn(ben.newSms()[0]);
    const night = { ...THURSDAY, from: at('2026-11-26T09:00'), to: 'tessa' };
    await workIn(hotline, (work) => handShifts(work, [night], { by: ANNA, why: '' }));
    await ben.sendSms(`S ${number}`);
    expect(ben.newSms()).toEqual([expect.stringMatching(/^Not swapped: .* by now, or a part of it/)]);
    expect(anna.newSms()).toContainEqual(expect.stringMatching(/^Nicht getauscht: /));
    expect(await onCall(hotline, '2026-11-26T08:30')).toBe('anna');
    expect(await onCall(hotline, '2026-12-01T12:00', 'back')).toBe('ben');
    for (const phone of Object.values(hotline.phones)) phone.sms();
  });

  test('one that has begun by then: both read from when it is whose', async () => {
    await using hotline = await openHotline();
    const { anna, ben } = hotline.phones;
    await workIn(hotline, (work) => offerSwap(work, ANNA, { shift: THURSDAY, other: bens, why: '' }, 'anna'));
    await hotline.settle();
    const number = numberIn(ben.newSms()[0]);
    await hotline.pass({ hours: 70 + 1 });
    for (const phone of [anna, ben]) phone.newSms();
    await ben.sendSms(`S ${number}`);
    expect(ben.newSms()).toEqual([
      expect.stringMatching(/^Swapped: Ben Hartmann has front Thu 26 Nov 09:00 to Fri 27 Nov 08:00/),
    ]);
    for (const phone of Object.values(hotline.phones)) phone.sms();
  });

  test('one of the shifts is somebody else’s by then: neither changes hands', async () => {
    await using hotline = await openHotline();
    const { anna, ben } = hotline.phones;
    await workIn(hotline, (work) => offerSwap(work, ANNA, { shift: THURSDAY, other: bens, why: '' }, 'anna'));
    await hotline.settle();
    const number = numberIn(ben.newSms()[0]);
    await hotline.database.query(
      `insert into schedule_overrides (schedule, engineer, from_local, until_local, made_at, made_by)
       values ('back', 'tessa', '2026-12-01T00:00', '2026-12-03T00:00', now(), 'x')`,
    );
    await ben.sendSms(`S ${number}`);
    expect(ben.newSms()).toEqual([
      expect.stringMatching(/^Not swapped: one of the shifts is somebody else's/),
    ]);
    expect(anna.newSms()).toEqual([expect.stringMatching(/^Nicht getauscht: Eine der Schichten, oder/)]);
    expect(await onCall(hotline, NOON)).toBe('anna');
  });
});

describe('a shift is taken now', () => {
  const take = (hotline: Hotline, engineer: string, seen: string) =>
    workIn(hotline, (work) => takeShift(work, ANNA, { engineer, schedule: 'front', seen, why: '' }));
  const giveBack = async (hotline: Hotline, own: string | null) => {
    const [row] = await hotline.database.query<{ id: string }>(
      'select id from schedule_overrides where withdrawn_at is null order by made_at desc limit 1',
    );
    return workIn(hotline, (work) => giveBackShift(work, ANNA, row?.id ?? '', own));
  };

  test('and given back: whoever is on call knows each time', async () => {
    await using hotline = await openHotline();
    const { anna, carla, supervisor } = hotline.phones;
    expect(await take(hotline, 'carla', 'anna')).toBe('taken');
    await hotline.settle();
    expect(await onCall(hotline, '2026-11-23T10:01')).toBe('carla');
    expect(anna.newSms()).toEqual([
      expect.stringMatching(/^Carla Moreno hat Ihre Schicht übernommen: front, bis/),
    ]);
    expect(carla.newSms()).toEqual([expect.stringMatching(/^Sie haben jetzt Bereitschaft: front, bis/)]);
    expect(supervisor.newSms()).toHaveLength(1);
    expect(await take(hotline, 'carla', 'anna')).toBe('already');
    expect(await giveBack(hotline, 'ben')).toBe('unknown');
    vi.setSystemTime(new Date('2026-11-23T12:00:00+01:00'));
    expect(await giveBack(hotline, 'carla')).toBe('returned');
    await hotline.settle();
    expect(await onCall(hotline, '2026-11-23T12:01')).toBe('anna');
    expect(await onCall(hotline, '2026-11-23T11:59')).toBe('carla');
    expect(anna.newSms()).toEqual([expect.stringMatching(/^Carla Moreno gibt Ihnen die Schicht zurück/)]);
    for (const phone of [carla, supervisor]) phone.sms();
  });

  test('and taken by another: who has it no more cannot give it back, and who has it gives it to whom they took it from', async () => {
    await using hotline = await openHotline();
    const { anna, ben, carla } = hotline.phones;
    const giveBackOf = async (engineer: string) => {
      const [row] = await hotline.database.query<{ id: string }>(
        'select id from schedule_overrides where engineer = $1',
        [engineer],
      );
      return workIn(hotline, (work) => giveBackShift(work, ANNA, row?.id ?? '', engineer));
    };
    expect(await take(hotline, 'carla', 'anna')).toBe('taken');
    vi.setSystemTime(at('2026-11-23T11:00'));
    expect(await take(hotline, 'ben', 'carla')).toBe('taken');
    await hotline.settle();
    for (const phone of [anna, ben, carla]) phone.newSms();
    vi.setSystemTime(at('2026-11-23T12:00'));
    expect(await giveBackOf('carla')).toBe('unknown');
    await hotline.settle();
    expect(anna.newSms()).toEqual([]);
    expect(await giveBackOf('ben')).toBe('returned');
    await hotline.settle();
    expect(carla.newSms()).toEqual([expect.stringMatching(/^Ben Hartmann gibt Ihnen die Schicht zurück/)]);
    expect(await onCall(hotline, '2026-11-23T12:01')).toBe('carla');
    for (const phone of Object.values(hotline.phones)) phone.sms();
  });

  test('and given back after the rota was changed: whoever had it is asked, since it would fall to somebody else', async () => {
    await using hotline = await openHotline();
    const { anna } = hotline.phones;
    expect(await take(hotline, 'carla', 'anna')).toBe('taken');
    await hotline.database.query(
      `update schedules set definition = jsonb_set(definition, '{layers,0,participants}', '["ben"]') where name = 'front'`,
    );
    await hotline.settle();
    for (const phone of Object.values(hotline.phones)) phone.newSms();
    vi.setSystemTime(at('2026-11-23T11:00'));
    expect(await giveBack(hotline, 'carla')).toBe('asked');
    await hotline.settle();
    expect(await onCall(hotline, '2026-11-23T11:01')).toBe('carla');
    const [text] = anna.newSms();
    await anna.sendSms(`S ${numberIn(text)}`);
    expect(await onCall(hotline, '2026-11-23T11:02')).toBe('anna');
    for (const phone of Object.values(hotline.phones)) phone.sms();
  });

  test('by two in the same second: the second learns that another was quicker', async () => {
    await using hotline = await openHotline();
    const outcomes = await Promise.all([take(hotline, 'carla', 'anna'), take(hotline, 'ben', 'anna')]);
    expect(outcomes.toSorted()).toEqual(['changed', 'taken']);
    await hotline.settle();
    for (const phone of Object.values(hotline.phones)) phone.sms();
  });

  test('cover that was asked for is given back by asking: the one who covers has it until the yes', async () => {
    await using hotline = await openHotline();
    const { anna, carla } = hotline.phones;
    await ask(hotline, { ask: ['carla'] });
    await carla.sendSms(`S ${numberIn(carla.newSms()[0])}`);
    anna.newSms();
    vi.setSystemTime(at('2026-11-23T11:00'));
    expect(await giveBack(hotline, 'carla')).toBe('asked');
    await hotline.settle();
    expect(await onCall(hotline, NOON)).toBe('carla');
    const [text] = anna.newSms();
    expect(text).toMatch(/^Carla Moreno bittet um Vertretung/);
    await anna.sendSms(`S ${numberIn(text)}`);
    expect(await onCall(hotline, NOON)).toBe('anna');
    for (const phone of Object.values(hotline.phones)) phone.sms();
  });

  test('where nobody was on call the gap is filled, and cannot be given back', async () => {
    await using hotline = await openHotline({
      directory: (usual) =>
        usual.replace(
          'from: 2026-01-05T08:00 }]\n  back',
          'from: 2026-01-05T08:00, until: 2026-11-20T08:00 }]\n  back',
        ),
    });
    const { supervisor } = hotline.phones;
    expect(await take(hotline, 'carla', '')).toBe('taken');
    await hotline.settle();
    expect(supervisor.newSms()).toEqual([expect.stringMatching(/Carla Moreno hat die Lücke übernommen/)]);
    expect(await onCall(hotline, '2026-11-23T11:00')).toBe('carla');
    expect(await giveBack(hotline, 'carla')).toBe('gap');
    for (const phone of Object.values(hotline.phones)) phone.sms();
  });

  test.each([
    ['schedule', { schedule: 'nowhere' }],
    ['engineer', { engineer: 'nobody' }],
    ['changed', { seen: 'ben' }],
    ['already', { engineer: 'anna' }],
  ])('%s: nothing changes', async (outcome, wish) => {
    await using hotline = await openHotline();
    const taking = { engineer: 'carla', schedule: 'front', seen: 'anna', why: '', ...wish };
    expect(await workIn(hotline, (work) => takeShift(work, ANNA, taking))).toBe(outcome);
    expect(await hotline.database.query('select from schedule_overrides')).toEqual([]);
  });
});
