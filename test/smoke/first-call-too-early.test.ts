import { expect, test } from 'vitest';
import { openConsole } from '../support/console.ts';
import type { Hotline } from '../support/hotline.ts';
import type { Call } from '../support/phone.ts';

const STRANGER = '+4917012345678';

/** As a new installation is: there is a number, and perhaps somebody who watches over it. */
async function emptyDirectory({ database, app }: Hotline, supervised: boolean): Promise<void> {
  await database.query('update users set engineer = null');
  for (const table of [
    'contacts',
    'customers',
    'plans',
    'calendars',
    'schedules',
    'escalations',
    'engineers',
  ])
    await database.query(`delete from ${table}`);
  if (!supervised) await database.query('delete from supervisors');
  await app.remember();
}

/** An emergency of somebody who knows no number, before there is a plan to serve them by. */
async function emergencyOf(hotline: Hotline): Promise<Call> {
  const call = await hotline.line.phone(STRANGER).dial();
  await call.press('2');
  while (call.state === 'customer-number') await call.silence();
  while (call.state === 'unverified') await call.press('1');
  return call;
}

test('before there is a plan, a caller hears an apology and is put through to the first supervisor', async () => {
  await using office = await openConsole();
  const { hotline } = office;
  await emptyDirectory(hotline, true);
  const call = await emergencyOf(hotline);
  expect(call.heard()).toContain(
    'Sorry, something is not working on our side. I am putting you through to a person.',
  );
  const supervisor = await (await hotline.phones.supervisor.rings()).answer();
  await supervisor.hangUp();
  const log = (await (await office.as('supervisor')).get('/calls')).text;
  expect(log).toContain('+49 170 12345678');
});

test('without a supervisor either, they leave a message, which stands in the call log', async () => {
  await using office = await openConsole();
  const { hotline } = office;
  await emptyDirectory(hotline, false);
  const call = await emergencyOf(hotline);
  expect(call.heard()).toContain('After the tone, please say who you are and what it is about.');
  await call.record({ seconds: 12 });
  await hotline.settle();
  const [recorded] = await hotline.database.query<{ sid: string; call: string }>(
    'select recordings.sid, calls.sid as call from recordings join calls on calls.id = call_id',
  );
  const page = (await (await office.as('supervisor')).get(`/calls/${recorded?.call}`)).text;
  expect(page).toContain(String(recorded?.sid));
});

test('the first steps say what callers meet until a plan and a calendar are there', async () => {
  await using office = await openConsole();
  const supervisor = await office.as('supervisor');
  expect((await supervisor.get('/first-steps')).text).not.toContain('Calls already arrive');
  await emptyDirectory(office.hotline, true);
  expect((await supervisor.get('/first-steps')).text).toContain('Calls already arrive');
  expect((await supervisor.get('/first-steps?lang=de')).status).toBe(303);
  expect((await supervisor.get('/first-steps')).text).toContain('Anrufe kommen schon an');
});
