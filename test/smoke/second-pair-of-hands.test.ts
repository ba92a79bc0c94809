import { expect, test } from 'vitest';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { criticalCase, drain } from '../support/stories.ts';

/** From the first ring of Anna's phone on, two are wanted. */
const forTwo = (usual: string) =>
  usual.replace(
    '{ at: 10%, page: [schedule:front], by: [call] }',
    '{ at: 10%, page: [schedule:front], by: [call], hands: 2 }',
  );

const openForTwo = () => openHotline({ directory: forTwo });

/** Anna has taken Erika's critical ticket by phone, after a step that wants two. */
async function annaHasIt(hotline: Hotline): Promise<void> {
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await hotline.pass({ minutes: 3 });
  const call = await (await anna.rings()).answer();
  await call.press('2');
  expect(call.heard()).toContain('gehört Ihnen');
  anna.newSms();
}

/** The story is over: whoever is rung or written to from here on belongs to none of it. */
async function leave(hotline: Hotline): Promise<void> {
  await drain(hotline);
  for (const phone of Object.values(hotline.phones)) phone.newSms();
}

const kinds = async (hotline: Hotline) => (await hotline.ticket()).timeline.map(({ kind }) => kind);

test('the first has the ticket, the policy goes on, and the second helps', async () => {
  await using hotline = await openForTwo();
  const { anna, ben } = hotline.phones;
  await annaHasIt(hotline);
  expect(await hotline.ticket()).toMatchObject({ acknowledgedBy: 'anna', hands: 2, helpers: [] });

  await hotline.pass({ minutes: 7 });
  expect(ben.newSms()).toEqual([expect.stringMatching(/^Second person needed: CRITICAL ticket 4711/)]);
  const bens = await (await ben.rings()).answer();
  expect(bens.heard()).toContain('has it and needs a second person');
  await bens.press('1');
  expect(bens.heard()).toContain('You are helping Anna Weber with ticket');
  expect(await hotline.ticket()).toMatchObject({
    status: 'acknowledged',
    acknowledgedBy: 'anna',
    helpers: ['ben'],
  });
  expect(anna.newSms()).toEqual([]);

  // nobody else is looked for
  const before = await kinds(hotline);
  await hotline.pass({ minutes: 4 });
  expect((await kinds(hotline)).slice(before.length)).not.toContain('step');
  await leave(hotline);
});

test('the second is already being rung when the first takes it: their phone rings on', async () => {
  await using hotline = await openHotline({
    directory: (usual) =>
      usual.replace(
        '{ at: 10%, page: [schedule:front], by: [call] }',
        '{ at: 10%, page: [schedule:front, schedule:back], by: [call], hands: 2 }',
      ),
  });
  const { erika, anna, ben } = hotline.phones;
  await criticalCase(erika);
  await hotline.pass({ minutes: 3 });
  const bens = await (await ben.rings()).answer();
  const annas = await (await anna.rings()).answer();
  await annas.press('2');
  expect(bens.over).toBe(false);
  // he has heard that nobody has it, and learns who does
  await bens.press('2');
  expect(bens.heard()).toContain('You are helping Anna Weber');
  expect(await hotline.ticket()).toMatchObject({ acknowledgedBy: 'anna', helpers: ['ben'] });
  await leave(hotline);
});

test('by SMS: the second helps, the third reads who has it, and the second says so twice', async () => {
  await using hotline = await openForTwo();
  const { ben, supervisor } = hotline.phones;
  await annaHasIt(hotline);
  await hotline.pass({ minutes: 7 });
  ben.newSms();
  await ben.sendSms('A 4711');
  await ben.sendSms('A 4711');
  expect(ben.newSms()).toEqual([
    expect.stringContaining('You are helping Anna Weber with ticket 4711'),
    expect.stringContaining('You are helping Anna Weber with ticket 4711'),
  ]);
  expect((await kinds(hotline)).filter((kind) => kind === 'helping')).toHaveLength(1);
  await supervisor.sendSms('A 4711');
  expect(await hotline.ticket()).toMatchObject({ acknowledgedBy: 'anna', helpers: ['ben'] });
  await leave(hotline);
});

test('a supervisor has it: the second reads and hears of somebody on the team', async () => {
  await using hotline = await openForTwo();
  const { ben } = hotline.phones;
  await annaHasIt(hotline);
  await hotline.database.query(`update tickets set acknowledged_by = 'supervisors'`);
  await hotline.pass({ minutes: 7 });
  expect(ben.newSms()).toEqual([expect.stringContaining('It is with somebody on the team. A 4711 assist')]);
  const bens = await (await ben.rings()).answer();
  expect(bens.heard()).toContain('somebody on the team has it and needs a second person');
  await leave(hotline);
});

test('whoever helps does not stop the phone of the first, who is rung to be connected', async () => {
  await using hotline = await openForTwo();
  const { erika, anna, ben } = hotline.phones;
  await annaHasIt(hotline);
  await anna.sendSms('C 4711');
  const annas = await anna.rings();
  await hotline.pass({ minutes: 7 });
  const rung = annas.status === 'ringing' ? annas : await anna.rings();
  await ben.sendSms('A 4711');
  await ben.sendSms('A 4711');
  expect(rung.status).toBe('ringing');
  const engineer = await rung.answer();
  await engineer.press('1');
  await (await erika.rings()).noAnswer();
  await leave(hotline);
});

test('whoever helps is put into the talk that the first is in', async () => {
  await using hotline = await openForTwo();
  const { erika, anna, ben } = hotline.phones;
  await annaHasIt(hotline);
  await anna.sendSms('C 4711');
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  const customer = await (await erika.rings()).answer();
  await customer.press('1');
  await hotline.pass({ minutes: 7 });
  await (await ben.rings()).noAnswer();
  await ben.sendSms('C 4711');
  expect(ben.newSms().at(-1)).toContain('We are calling you now');
  do {
    const call = await (await ben.rings()).answer();
    await call.press('1');
    if (call.room !== undefined) expect(call.room).toBe(customer.room);
  } while (!(await ben.isQuiet()));
  expect(await kinds(hotline)).toContain('called-in');
  expect(await hotline.ticket()).toMatchObject({ acknowledgedBy: 'anna', helpers: ['ben'] });
  await customer.hangUp();
  await leave(hotline);
});

test('nobody helps: the first is left in peace, and no last resort is called', async () => {
  await using hotline = await openForTwo();
  const { anna, ben, benAtHome, supervisor } = hotline.phones;
  await annaHasIt(hotline);
  await hotline.pass({ minutes: 7 });
  await (await ben.rings()).noAnswer();
  await (await benAtHome.rings()).noAnswer();
  await hotline.pass({ minutes: 3 });
  const told = await hotline.ticket();
  const rungForHelp = told.timeline.filter(
    ({ kind, detail }) => kind === 'page' && detail.engineer === 'anna' && detail.step !== -1,
  );
  // by SMS and by phone, before she had it
  expect(rungForHelp).toHaveLength(2);
  expect(supervisor.newSms()).toEqual([]);
  anna.sms();
  await leave(hotline);
});

test('the second passes on: the search goes on; the first lets go: everybody is asked anew', async () => {
  await using hotline = await openForTwo();
  const { anna, ben } = hotline.phones;
  await annaHasIt(hotline);
  await hotline.pass({ minutes: 7 });
  await ben.sendSms('A 4711');
  await ben.sendSms('P 4711');
  expect(await hotline.ticket()).toMatchObject({ acknowledgedBy: 'anna', helpers: [] });
  await ben.sendSms('A 4711');
  expect(await hotline.ticket()).toMatchObject({ acknowledgedBy: 'anna', helpers: ['ben'] });
  ben.newSms();
  await anna.sendSms('P 4711');
  expect(await hotline.ticket()).toMatchObject({ status: 'open', acknowledgedBy: null, helpers: [] });
  await ben.sendSms('A 4711');
  expect(await hotline.ticket()).toMatchObject({ acknowledgedBy: 'ben', helpers: [] });
  await leave(hotline);
});

test('an answer ends the search, whoever gives it', async () => {
  await using hotline = await openForTwo();
  const { anna, ben } = hotline.phones;
  await annaHasIt(hotline);
  await hotline.pass({ minutes: 7 });
  const [ring, annas] = [await ben.rings(), await anna.rings()];
  await hotline.api('/tickets/4711/answer', { by: 'anna', text: 'Neustart hilft.', delivered: true });
  expect([ring.status, annas.status]).toEqual(['canceled', 'canceled']);
  await ben.sendSms('A 4711');
  expect(await hotline.ticket()).toMatchObject({ status: 'answered', helpers: [] });
  await leave(hotline);
});

test('without the field nothing changes: the first silences everybody', async () => {
  await using hotline = await openHotline();
  const { ben } = hotline.phones;
  await annaHasIt(hotline);
  await hotline.pass({ minutes: 7 });
  expect(ben.newSms()).toEqual([]);
  expect(await hotline.ticket()).toMatchObject({ acknowledgedBy: 'anna', hands: 1, helpers: [] });
  await leave(hotline);
});
