import { expect, test } from 'vitest';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { openTicket } from '../support/many-tickets.ts';
import { pagedBy } from '../support/paging-steps.ts';

const critical = { customerNumber: '100234', severity: 1, secondsAgo: 0 } as const;

/** Whatever is about to go to a number fails in the database, as a row would that a fault of ours has broken. */
async function breakFor({ database }: Hotline, table: 'messages' | 'calls', number: string): Promise<void> {
  await database.query(
    `alter table ${table} add constraint broken check (not (status = 'sending' and to_number = '${number}'))`,
  );
}

async function mend({ database }: Hotline, table: 'messages' | 'calls'): Promise<void> {
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
