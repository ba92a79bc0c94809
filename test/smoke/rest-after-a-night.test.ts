import { expect, test } from 'vitest';
import { checkCoverage } from '../../src/domain/paging/check-coverage.ts';
import { readWork } from '../../src/domain/relief/work-store.ts';
import { openConsole } from '../support/console.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

const REST = '\n    rest: { rule: anew, hours: 11, night: "23:00-06:00" }';
const FRONT = '[{ participants: [anna], rotate: P7D, from: 2026-01-05T08:00 }]';
/** Anna's schedule says what a broken night means, and the first step pages these. */
const withRest = (targets: string) => (usual: string) =>
  usual
    .replace(FRONT, FRONT + REST)
    .replace('{ at: 0%, page: [schedule:front], by: [sms] }', `{ at: 0%, page: [${targets}], by: [sms] }`);

/** At three, Anna takes a ticket by SMS, and answers it five minutes later. */
async function breakNight(hotline: Hotline): Promise<void> {
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('A 4711');
  await hotline.pass({ minutes: 5 });
  await answer(hotline, 'anna', '4711');
}

async function answer(hotline: Hotline, who: 'anna' | 'ben', ticket: string): Promise<void> {
  const phone = hotline.phones[who];
  await phone.sendSms(`D ${ticket} ${phone.code(ticket)} Der Dienst hing, er ist neu gestartet.`);
  for (const name of ['anna', 'ben', 'erika', 'supervisor'] as const) hotline.phones[name].newSms();
  expect(await hotline.ticket(ticket)).toMatchObject({ status: 'answered' });
}

const breaches = async (hotline: Hotline, number: string) =>
  (await hotline.ticket(number)).timeline.filter(({ kind }) => kind === 'rest-breached');

test('after a broken night others of the step are paged, and she is left to rest until it is full', async () => {
  await using hotline = await openHotline({
    at: '2026-11-24T03:00:00+01:00',
    directory: withRest('schedule:front, schedule:back'),
  });
  const { erika, anna, ben } = hotline.phones;
  await breakNight(hotline);
  await hotline.pass({ hours: 7 });
  await criticalCase(erika);
  expect(ben.newSms()).toHaveLength(1);
  expect(anna.newSms()).toEqual([]);
  const { timeline } = await hotline.ticket('4712');
  expect(timeline.find(({ kind }) => kind === 'step')?.detail).toMatchObject({ resting: ['anna'] });
  expect(await breaches(hotline, '4712')).toEqual([]);
  await answer(hotline, 'ben', '4712');
  // she wrote at 03:05, which is a minute of work
  await hotline.pass({ hours: 4, minutes: 2 });
  await criticalCase(erika);
  expect(anna.newSms().join()).toContain('4713');
  expect(await breaches(hotline, '4713')).toEqual([]);
  await answer(hotline, 'anna', '4713');
});

test('who is alone in the step is paged in her rest, at the same instant, and that stands on the ticket', async () => {
  await using hotline = await openHotline({
    at: '2026-11-24T03:00:00+01:00',
    directory: withRest('schedule:front'),
  });
  const { erika, anna } = hotline.phones;
  await breakNight(hotline);
  await hotline.pass({ hours: 7 });
  await criticalCase(erika);
  expect(anna.newSms()).toHaveLength(1);
  expect((await breaches(hotline, '4712')).map(({ detail }) => detail)).toEqual([
    { engineer: 'anna', round: 1, step: 0, until: '2026-11-24T13:06:00.000Z' },
  ]);
  await answer(hotline, 'anna', '4712');
});

test('without a rule nothing is different, and work by day breaks no night', async () => {
  await using hotline = await openHotline({
    at: '2026-11-24T07:00:00+01:00',
    directory: withRest('schedule:front, schedule:back'),
  });
  const { erika, anna, ben } = hotline.phones;
  await breakNight(hotline);
  await hotline.pass({ hours: 2 });
  await criticalCase(erika);
  expect([anna, ben].map((phone) => phone.newSms().length)).toEqual([1, 1]);
  await answer(hotline, 'ben', '4712');
});

test('the record of her work: what she held, what she said, the legs she picked up, and no machine', async () => {
  await using hotline = await openHotline({
    at: '2026-11-24T03:00:00+01:00',
    directory: withRest('schedule:front'),
  });
  await breakNight(hotline);
  const leg = (from: string, until: string | null, machine: boolean) =>
    hotline.database.query(
      `insert into calls (direction, party, status, visit, engineer, started_at, answered_at, ended_at)
       values ('outbound', 'engineer', 'ended', $1, 'anna', $2, $2, $3)`,
      [JSON.stringify(machine ? { machine } : {}), from, until],
    );
  await leg('2026-11-24T02:10:00Z', '2026-11-24T02:12:00Z', false);
  await leg('2026-11-24T02:20:00Z', '2026-11-24T02:21:00Z', true);
  const span = { from: new Date('2026-11-24T00:00:00Z'), until: new Date('2026-11-25T00:00:00Z') };
  const at = (time: string) => new Date(`2026-11-24T${time}:00Z`);
  const work = await readWork(hotline.database, ['anna', 'ben'], span);
  expect(work.get('anna')).toEqual({
    legs: [{ engineer: 'anna', from: at('02:10'), until: at('02:12') }],
    held: [{ engineer: 'anna', from: at('02:00'), until: at('02:05') }],
    deeds: [at('02:00'), at('02:05')],
  });
  expect(work.get('ben')).toEqual({ legs: [], held: [], deeds: [] });
  expect(await readWork(hotline.database, [], span)).toEqual(new Map());
});

test('in the morning the board, the schedule and the supervisors are told, once, and by noon no more', async () => {
  await using office = await openConsole({
    at: '2026-11-24T03:00:00+01:00',
    directory: withRest('schedule:front, schedule:back'),
  });
  const { hotline } = office;
  const { supervisor } = hotline.phones;
  const look = () =>
    hotline.database.transaction((tx) =>
      checkCoverage({ tx, hotline: hotline.app.hotline, now: new Date() }),
    );
  await breakNight(hotline);
  await look();
  await hotline.pass({ hours: 2 });
  expect(supervisor.newSms()).toEqual([]);
  await hotline.pass({ hours: 2 });
  expect(supervisor.newSms()).toEqual([expect.stringContaining('Anna Weber (front, 14:06)')]);
  await look();
  await hotline.pass({ hours: 2 });
  expect(supervisor.newSms()).toEqual([]);
  const browser = await office.as('supervisor');
  for (const path of ['/', '/registry/schedules/front'])
    expect((await browser.get(path)).text).toMatch(/resting until [^<]*14:06/);
  expect((await browser.get('/registry/schedules/back')).text).not.toContain('resting until');
  await hotline.pass({ hours: 5 });
  expect((await browser.get('/')).text).not.toContain('resting until');
  // a night without work tells nothing
  await hotline.pass({ hours: 24 });
  expect(supervisor.newSms()).toEqual([]);
});

test('a schedule of another zone: the supervisors read the end of a rest by the clock of the house', async () => {
  const inLondon = (usual: string) =>
    withRest('schedule:front')(usual).replace(/(front:\n {4}timezone:) \S+/, '$1 Europe/London');
  await using hotline = await openHotline({ at: '2026-11-24T03:00:00+01:00', directory: inLondon });
  await breakNight(hotline);
  await hotline.database.transaction((tx) =>
    checkCoverage({ tx, hotline: hotline.app.hotline, now: new Date() }),
  );
  await hotline.pass({ hours: 4 });
  expect(hotline.phones.supervisor.newSms()).toEqual([expect.stringContaining('Anna Weber (front, 14:06)')]);
});
