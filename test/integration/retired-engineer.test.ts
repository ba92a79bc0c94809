import { expect, it } from 'vitest';
import { findHolder } from '../../src/domain/callbacks/find-holder.ts';
import { findUserByLogin } from '../../src/domain/users/user-store.ts';
import { lookAway } from '../support/caller-ways.ts';
import { openConsole } from '../support/console.ts';
import { importFile, usualDirectory } from '../support/import-file.ts';
import { criticalCase } from '../support/stories.ts';

const NORD = '/registry/customers/300100';

it('whoever is signed in as an engineer who is retired acts as none from the next click on', async () => {
  await using office = await openConsole();
  const { database, phones, settle } = office.hotline;
  await database.query(`update users set engineer = 'tessa' where login = 'engineer'`);
  const tessa = await office.as('engineer');
  await criticalCase(phones.erika);
  expect((await tessa.post(`${NORD}/updates`, { text: 'Before.' })).status).toBe(303);
  // a file may retire a TAM whom the console has put in
  await database.query(`update engineers set retired_at = now() where key = 'tessa'`);
  expect(await findHolder(database, { number: '4711', acknowledgedBy: 'tessa' })).toBeNull();
  expect((await tessa.get(NORD)).text).not.toContain(`action="${NORD}/updates"`);
  expect((await tessa.post(`${NORD}/updates`, { text: 'After.' })).status).toBe(403);
  const absence = { from: '2026-12-24', until: '2026-12-26' };
  expect((await tessa.post('/shifts/absences', absence)).status).toBe(404);
  expect((await tessa.post('/shifts/take', { schedule: 'front', seen: 'anna' })).status).toBe(404);
  for (const action of ['acknowledge', 'connect', 'pass-on']) {
    const { location } = await tessa.post(`/tickets/4711/${action}`, {});
    expect(location, action).toContain('refused=no-engineer');
  }
  await tessa.post('/tickets/4711/note', { text: 'I have left.' });
  const { timeline } = await office.hotline.ticket();
  expect(timeline.at(-1)).toMatchObject({ kind: 'progress', actor: 'user:engineer' });
  await settle();
  expect(phones.klara.newSms()).toEqual([expect.stringContaining('Before.')]);
  for (const phone of Object.values(phones)) phone.sms();
});

it('administrators see whose engineer is retired, and give nobody such a one', async () => {
  await using office = await openConsole();
  const { database } = office.hotline;
  const administrator = await office.as('administrator');
  await database.query(`update engineers set retired_at = now() where key = 'anna'`);
  expect((await administrator.get('/users')).text).toContain('anna · <b>retired</b>');
  const nora = { login: 'nora', name: 'Nora', role: 'engineer', engineer: 'anna' };
  expect((await administrator.post('/users', nora)).text).toContain('choose one');
  // who is one already stays it while something else is changed
  const id = (await findUserByLogin(database, 'engineer'))?.id;
  const { text } = await administrator.get(`/users/${id}`);
  const [, version = ''] = /name="version" value="([^"]*)"/.exec(text) ?? [];
  const renamed = await administrator.post(`/users/${id}`, {
    version,
    name: 'Anna',
    role: 'engineer',
    engineer: 'anna',
  });
  expect(renamed.location).toContain('done=saved');
  expect(await findUserByLogin(database, 'engineer')).toMatchObject({ name: 'Anna', engineer: 'anna' });
});

it.each(['the console', 'a file'])(
  'what an engineer had who is retired by %s is paged anew at once, and their phone rings no more',
  async (by) => {
    const directory = (usual: string) => usual.replace('    deputy: carla\n', '');
    await using office = await openConsole({ directory });
    const { database, phones, pass, settle, ticket } = office.hotline;
    await criticalCase(phones.erika);
    const supervisor = await office.as('supervisor');
    await supervisor.post('/tickets/4711/acknowledge', { engineer: 'carla' });
    await settle();
    expect(await ticket()).toMatchObject({ acknowledgedBy: 'carla' });
    for (const phone of [phones.anna, phones.carla]) phone.sms();
    if (by === 'the console')
      expect((await supervisor.post('/registry/engineers/carla/retire', {})).location).toContain(
        'done=retired',
      );
    else {
      const without = directory(usualDirectory()).replace(/^ {2}carla: .*\n/m, '');
      const read = await importFile(database, without, { replace: true });
      expect(read).not.toHaveProperty('faults');
    }
    await settle();
    expect(await ticket()).toMatchObject({ status: 'open', acknowledgedBy: null });
    const { timeline } = await ticket();
    expect(timeline.map(({ kind, detail }) => [kind, detail.why])).toContainEqual([
      'acknowledgement-stale',
      'retired',
    ]);
    expect(phones.anna.newSms()).toEqual([expect.stringContaining('4711')]);
    expect((await supervisor.post('/tickets/4711/acknowledge', { engineer: 'anna' })).location).toContain(
      'done',
    );
    await pass({ minutes: 10 });
    await lookAway(office.hotline);
    expect(await database.query(`select from pages where engineer = 'carla' and channel = 'call'`)).toEqual(
      [],
    );
  },
);

it('a file that calls engineer, schedule and policy otherwise says which open tickets lose whom', async () => {
  await using office = await openConsole();
  const { database, phones } = office.hotline;
  await criticalCase(phones.erika);
  const usual = usualDirectory();
  const warningsOf = async (text: string) => {
    const read = await importFile(database, text, { replace: true });
    if (read.faults) throw new Error(read.faults[0]?.message);
    return read.warnings.filter(({ message }) => message.startsWith('escalations '));
  };
  expect(await warningsOf(usual)).toEqual([]);
  // of a bad day the first are named
  await database.query(
    `insert into tickets (kind, severity, status, channel, verified, customer_number, language, plan, priority, calendar,
       escalation, clock, opened_at, window_from, respond_by, paging_from)
     select kind, severity, 'acknowledged', channel, verified, customer_number, language, plan, priority, calendar,
       escalation, clock, opened_at, window_from, respond_by + interval '1 hour', paging_from from tickets, generate_series(1, 12)`,
  );
  const renamed = usual
    .replaceAll(/\banna\b/g, 'anna2')
    .replaceAll(/\bben\b/g, 'ben2')
    .replaceAll(/\bfront\b(?!-)/g, 'first')
    .replaceAll('front-line', 'first-line');
  const lost = {
    message: expect.stringMatching(
      / keep "front-line" for ticket 4711(, \d+){9} and 3 more until .* behind its schedule:front any/,
    ),
    remedy: expect.stringContaining('Hand over'),
  };
  expect(await warningsOf(renamed)).toMatchObject([lost]);
  await database.query('delete from tickets where number > 4711');
  expect(await warningsOf(renamed), 'told once').toEqual([]);
  await lookAway(office.hotline);
});
