import { expect, test } from 'vitest';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { openTicket } from '../support/many-tickets.ts';
import { pagedBy } from '../support/paging-steps.ts';
import { criticalCase } from '../support/stories.ts';

/** Anna is paged at once, Ben when half the time is gone. */
const ANNA_THEN_BEN = pagedBy(
  '{ at: 0%, page: [engineer:anna], by: [sms] }',
  '{ at: 50%, page: [engineer:ben], by: [sms] }',
);
const critical = { customerNumber: '100234', severity: 1, secondsAgo: 0 } as const;

/** Rows of a table that are so cannot be written, as if a fault of ours broke each. */
async function refuse({ database }: Hotline, table: string, what: string): Promise<void> {
  await database.query(`alter table ${table} add constraint broken check (not (${what}))`);
}

/** Whatever is about to go to a number fails in the database, as a row would that a fault of ours has broken. */
const breakFor = (hotline: Hotline, table: 'messages' | 'calls', number: string) =>
  refuse(hotline, table, `status = 'sending' and to_number = '${number}'`);

async function mend({ database }: Hotline, table: string): Promise<void> {
  await database.query(`alter table ${table} drop constraint broken`);
}

test('a text that cannot even be made ready holds up no other, however urgent it is, and goes once it can', async () => {
  await using hotline = await openHotline({
    directory: pagedBy('{ at: 0%, page: [engineer:anna, engineer:ben, supervisors], by: [sms] }'),
  });
  const { anna, ben, supervisor } = hotline.phones;
  await breakFor(hotline, 'messages', anna.number);
  await openTicket(hotline, critical);
  await hotline.settle();
  expect(anna.newSms()).toEqual([]);
  expect(ben.newSms()).toHaveLength(1);
  expect(supervisor.newSms()).toHaveLength(1);

  await mend(hotline, 'messages');
  await hotline.pass({ seconds: 30 });
  expect(anna.newSms()).toHaveLength(1);
});

test('a call that cannot even be made ready holds up no other, however urgent it is, and is placed once it can', async () => {
  await using hotline = await openHotline({
    directory: pagedBy('{ at: 0%, page: [engineer:anna, engineer:carla, supervisors], by: [call] }'),
  });
  const { anna, carla, supervisor } = hotline.phones;
  await breakFor(hotline, 'calls', anna.number);
  await openTicket(hotline, critical);
  await hotline.settle();
  expect(await anna.isQuiet()).toBe(true);
  await (await carla.rings()).decline();
  await (await supervisor.rings()).decline();

  await mend(hotline, 'calls');
  await hotline.pass({ seconds: 30 });
  await (await anna.rings()).decline();
});

test('a page that cannot be written takes nothing of the ticket with it: it is opened, confirmed and watched', async () => {
  await using hotline = await openHotline({ directory: ANNA_THEN_BEN });
  const { erika, anna } = hotline.phones;
  await refuse(hotline, 'pages', `engineer = 'anna'`);
  await criticalCase(erika);
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'open', severity: 1 });
  expect(erika.sms()).toEqual([expect.stringContaining('4711')]);
  const kinds = await hotline.database.query<{ kind: string }>(
    `select kind from timers where subject = '4711' order by kind`,
  );
  expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['deadline', 'escalate']));

  await mend(hotline, 'pages');
  await hotline.pass({ seconds: 30 });
  expect(anna.sms()).toHaveLength(1);
});

test('a text to the account manager that cannot be written takes nothing with it, and comes as a digest', async () => {
  await using hotline = await openHotline({
    directory: (usual) =>
      usual.replace('    name: Musterwerk AG\n', '    name: Musterwerk AG\n    tam: tessa\n'),
  });
  const { erika, anna, tessa } = hotline.phones;
  await refuse(hotline, 'messages', `text_name = 'tam-opened'`);
  await criticalCase(erika);
  expect(erika.sms()).toEqual([expect.stringContaining('4711')]);
  expect(anna.sms()).toHaveLength(1);
  await hotline.settle();
  expect(tessa.sms()).toEqual([expect.stringContaining('4711')]);
});

test('of a step whose one page cannot be written the others are, at the second try', async () => {
  await using hotline = await openHotline({
    directory: pagedBy('{ at: 0%, page: [engineer:anna, engineer:ben], by: [sms] }'),
  });
  const { erika, ben } = hotline.phones;
  await refuse(hotline, 'pages', `engineer = 'anna'`);
  await criticalCase(erika);
  await hotline.pass({ seconds: 30 });
  expect(ben.sms()).toHaveLength(1);
  const { timeline } = await hotline.ticket('4711');
  expect(timeline).toContainEqual(
    expect.objectContaining({
      kind: 'page-ended',
      detail: { engineer: 'anna', channel: 'sms', reason: 'failed' },
    }),
  );
});

test('a step whose only page cannot be written is followed by the next one, whenever that was to be', async () => {
  await using hotline = await openHotline({ directory: ANNA_THEN_BEN });
  const { erika, ben } = hotline.phones;
  await refuse(hotline, 'pages', `engineer = 'anna'`);
  await criticalCase(erika);
  await hotline.pass({ seconds: 45 });
  expect(ben.sms()).toHaveLength(1);
  await ben.sendSms('A 4711');
  expect(await hotline.ticket('4711')).toMatchObject({ acknowledgedBy: 'ben' });
  ben.sms();
});
