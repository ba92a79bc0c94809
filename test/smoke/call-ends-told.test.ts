import { expect, test } from 'vitest';
import { openConsole } from '../support/console.ts';
import { criticalCase, ERIKA_PIN, openCase } from '../support/stories.ts';

const endOf = async ({ hotline }: Awaited<ReturnType<typeof openConsole>>) => {
  const { timeline } = await hotline.ticket();
  return timeline
    .filter(({ kind }) => kind === 'caller-hung-up')
    .map(({ actor, detail }) => [actor, detail.by]);
};

test('a caller who hangs up did so themselves', async () => {
  await using office = await openConsole();
  const call = await openCase(office.hotline.phones.erika, { pin: ERIKA_PIN, severity: 1 });
  await call.press('1');
  await call.hangUp();
  expect(await endOf(office)).toEqual([['caller', undefined]]);
  office.hotline.phones.anna.newSms();
});

test('an engineer who hangs up first ended the talk, and not the caller', async () => {
  await using office = await openConsole();
  const { erika, anna } = office.hotline.phones;
  const call = await openCase(erika, { pin: ERIKA_PIN, severity: 1 });
  await call.press('1');
  await anna.sendSms('C 4711');
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  expect(call.joined).toBe(true);
  await engineer.hangUp();
  expect(call.over).toBe(true);
  expect(await endOf(office)).toEqual([['hotline', 'engineer']]);
  const { number } = await office.hotline.ticket();
  const page = (await (await office.as('supervisor')).get(`/tickets/${number}`)).text;
  expect(page).not.toContain('The caller hung up');
  anna.newSms();
});

test('a call that has come to its end is no call that a caller broke off', async () => {
  await using office = await openConsole();
  await criticalCase(office.hotline.phones.erika);
  expect(await endOf(office)).toEqual([['hotline', 'hotline']]);
  office.hotline.phones.anna.newSms();
});

test('a caller who asked about their ticket was served; one who left with nothing was missed', async () => {
  await using office = await openConsole();
  const { erika, grace, anna } = office.hotline.phones;
  await (await openCase(erika, { pin: ERIKA_PIN, severity: 2 })).hangUp();
  const asks = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '2', '3', '4711#']) await asks.press(keys);
  await asks.hangUp();
  await (await grace.dial()).hangUp();
  const { text } = await (await office.as('supervisor')).get('/calls?outcome=missed');
  const rows = text.split('<tr>').filter((row) => row.includes('<td'));
  expect(rows).toHaveLength(1);
  expect(rows[0]).not.toContain('Erika');
  for (const phone of [anna, erika]) phone.newSms();
});

test('a callback that is planned for after the deadline says so, in the API and on the ticket', async () => {
  await using office = await openConsole();
  const { hotline } = office;
  const { erika, anna, supervisor } = hotline.phones;
  await criticalCase(erika);
  // as if it had been held until the last minute
  await hotline.database.query('update tickets set respond_by = $1', [new Date(Date.now() + 30_000)]);
  await anna.sendSms('C 4711');
  anna.newSms();
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  await (await erika.rings()).noAnswer();
  const { data } = await hotline.api<{ data: { late: boolean; attempts: { late: boolean }[] }[] }>(
    '/callbacks?ticket=4711',
  );
  expect(data).toMatchObject([{ late: true, attempts: [{ late: false }] }]);
  const page = (await (await office.as('supervisor')).get('/tickets/4711')).text;
  expect(page).toMatch(/Next attempt planned for [^<]*, after the deadline/);
  for (const phone of [anna, erika, supervisor]) phone.newSms();
});
