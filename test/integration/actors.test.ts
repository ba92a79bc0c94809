import { describe, expect, it } from 'vitest';
import { readDirectoryFile } from '../../src/domain/directory-entry/directory-file.ts';
import { timelineOf } from '../../src/domain/tickets/timeline-store.ts';
import { isOwnWord } from '../../src/domain/users/actor.ts';
import { insertUser } from '../../src/domain/users/user-store.ts';
import { type Office, openConsole, PASSWORD } from '../support/console.ts';
import { quickPasswords } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';
import { RULES, SAMPLE } from '../unit/domain/directory/sample.ts';
import { aRequest, openOffice } from './api-office.ts';

/** Erika's critical ticket, and a supervisor of this login and name who has signed in. */
async function supervisorCalled(office: Office, login: string, name: string) {
  const { database } = office.hotline;
  const passwordHash = await quickPasswords.hash(PASSWORD);
  const user = { login, name, role: 'supervisor' as const, engineer: null };
  await insertUser(database, { ...user, passwordHash, mustChangePassword: false }, new Date());
  await criticalCase(office.hotline.phones.erika);
  office.hotline.phones.anna.newSms();
  const browser = office.nobody();
  await browser.signIn(login);
  const { number } = await office.hotline.ticket();
  return { browser, number, path: `/tickets/${number}` };
}

describe('a supervisor who is called like somebody else', () => {
  it.each([
    ['anna', 'anna', 'anna (user of the console)'],
    ['sven', 'Anna Weber', 'Anna Weber (user of the console)'],
    ['sven', 'АΝNА  weber', 'АΝNА  weber (user of the console)'],
    ['sven', 'hotline', 'hotline (user of the console)'],
    ['sven', 'The hotline', 'The hotline (user of the console)'],
    ['sven', 'Supervisors', 'Supervisors (user of the console)'],
    ['sven', 'Sven Sorge', 'Sven Sorge'],
  ])('%s, %s: never writes in their name', async (login, name, shown) => {
    await using office = await openConsole();
    const { browser, number, path } = await supervisorCalled(office, login, name);
    await browser.post(`${path}/note`, { text: 'The cable was cut' });
    await browser.post(`${path}/severity`, { severity: '2', text: 'One site only' });
    await browser.post(`${path}/close`, { text: 'Taken back', sure: 'yes' });
    await office.hotline.settle();
    expect(office.hotline.phones.erika.newSms().toSorted()).toEqual([
      expect.stringContaining('jetzt Schweregrad hoch'),
      expect.stringContaining('Ticket 4711 geschlossen'),
    ]);
    const events = await timelineOf(office.hotline.database, number);
    const [user] = await office.hotline.database.query<{ id: string }>(
      'select id from users where login = $1',
      [login],
    );
    const theirs = events.filter(({ kind }) => ['progress', 'severity-changed', 'closed'].includes(kind));
    expect(theirs).toHaveLength(4);
    for (const event of theirs)
      expect(event).toMatchObject({ actor: name, actorKind: 'user', actorId: user?.id });
    expect((await browser.get(path)).text).toContain(shown);
    const { timeline } = await office.hotline.api<{ timeline: { actor: string }[] }>(`/tickets/${number}`);
    expect(timeline.at(-1)).toMatchObject({ kind: 'closed', actor: `user:${login}`, actorKind: 'user' });
    const audit = (await (await office.as('auditor')).get('/audit')).text;
    if (login !== name) expect(audit).toContain(`<b>${name}</b> <small>${login}</small>`);
  });

  it('and is an engineer, too, acts as that engineer', async () => {
    await using office = await openConsole();
    await criticalCase(office.hotline.phones.erika);
    office.hotline.phones.anna.newSms();
    const { number } = await office.hotline.ticket();
    const engineer = await office.as('engineer');
    await engineer.post(`/tickets/${number}/note`, { text: 'On it' });
    const events = await timelineOf(office.hotline.database, number);
    expect(events.at(-1)).toMatchObject({ actor: 'anna', actorKind: 'engineer' });
  });
});

describe('what versions before have written', () => {
  it('reads as it did', async () => {
    await using office = await openConsole();
    await criticalCase(office.hotline.phones.erika);
    office.hotline.phones.anna.newSms();
    const { number } = await office.hotline.ticket();
    await office.hotline.database.query(
      `insert into ticket_events (ticket_number, at, kind, actor, detail)
       values ($1, now(), 'progress', 'anna', '{"text":"old"}'), ($1, now(), 'progress', 'Sven', '{"text":"older"}')`,
      [number],
    );
    const { text } = await (await office.as('supervisor')).get(`/tickets/${number}`);
    expect(text).toMatch(/Anna Weber[^<]*/);
    expect(text).toContain('Sven');
    const { timeline } = await office.hotline.api<{ timeline: object[] }>(`/tickets/${number}`);
    expect(timeline.at(-1)).toMatchObject({ actor: 'Sven', actorKind: null });
  });
});

describe('a program', () => {
  it.each([
    'hotline',
    'Hotline',
    ' HOTLINE ',
    'hot\u200bline',
    'ｈｏｔｌｉｎｅ',
    'hоtlіne',
    'caller',
    'customer',
    'api',
    'Supervisors',
  ])('cannot act as %s', async (by) => {
    await using office = await openOffice();
    const { number } = (await office.post('/tickets', aRequest())).body;
    for (const [action, more] of [
      ['acknowledge', {}],
      ['answer', {}],
      ['progress', { text: 'note' }],
      ['close', {}],
    ] as const) {
      const refused = await office.post(`/tickets/${number}/${action}`, { by, ...more });
      expect(refused.status, action).toBe(422);
      expect(refused.body.errors).toMatchObject([{ path: 'by' }]);
    }
    expect((await office.get(`/tickets/${number}`)).body).toMatchObject({ status: 'open' });
  });

  it('acts for an engineer by the key, and otherwise under the name it gave, told apart from engineers', async () => {
    await using office = await openOffice();
    const { number } = (await office.post('/tickets', aRequest())).body;
    const taken = await office.post(`/tickets/${number}/acknowledge`, { by: 'anna' });
    expect(taken.body).toMatchObject({ acknowledgedBy: 'anna' });
    await office.post(`/tickets/${number}/progress`, { by: 'Anna Weber', text: 'mail' });
    await office.post(`/tickets/${number}/close`, { by: 'Portal of Musterwerk' });
    const { timeline } = (await office.get(`/tickets/${number}`)).body;
    expect(
      timeline.map(({ kind, actor, actorKind }: Record<string, string>) => [kind, actor, actorKind]),
    ).toEqual(
      expect.arrayContaining([
        ['acknowledged', 'anna', 'engineer'],
        ['progress', 'Anna Weber', 'program'],
        ['closed', 'Portal of Musterwerk', 'program'],
        ['opened', 'api', 'api'],
      ]),
    );
  });
});

it('a program does nothing in the name of an engineer who has left', async () => {
  await using office = await openOffice();
  const { number } = (await office.post('/tickets', aRequest())).body;
  await office.database.query(`update customers set tam = 'anna'`);
  await office.database.query(`update engineers set retired_at = $1 where key = 'anna'`, [new Date()]);
  const { status } = await office.post(`/tickets/${number}/acknowledge`, { by: 'anna' });
  expect(status).toBe(422);
  await office.post(`/tickets/${number}/progress`, { by: 'anna', text: 'still here' });
  const { timeline } = (await office.get(`/tickets/${number}`)).body;
  expect(timeline).toContainEqual(
    expect.objectContaining({ kind: 'progress', actor: 'anna', actorKind: 'program' }),
  );
  const update = await office.post('/customers/100234/updates', { by: 'anna', text: 'All is well' });
  expect(update.body).toMatchObject({ type: '/problems/not-the-account-manager' });
});

it.each([
  ['Portal', undefined],
  ['Anna', 'anna'],
  ['аnna', 'anna'],
  ['ana', 'anna'],
  ['Anna Weber', undefined],
])(
  'a program takes and answers nothing as %j, who is no engineer, and reads who may be named',
  async (by, meant) => {
    await using office = await openOffice();
    const { number } = (await office.post('/tickets', aRequest())).body;
    for (const change of ['acknowledge', 'answer']) {
      const { status, body } = await office.post(`/tickets/${number}/${change}`, { by, text: 'Done' });
      expect(status).toBe(422);
      expect(body.engineers).toContain('anna');
      const [{ path, message }] = body.errors;
      expect(path).toBe('by');
      if (meant === undefined) expect(message).not.toContain('Did you mean');
      else expect(message).toContain(`Did you mean ${meant}?`);
    }
    expect((await office.get(`/tickets/${number}`)).body).toMatchObject({ status: 'open' });
  },
);

it('an engineer who takes a ticket once more by a program has it already', async () => {
  await using office = await openOffice();
  const { number } = (await office.post('/tickets', aRequest())).body;
  for (let turn = 0; turn < 2; turn += 1)
    expect((await office.post(`/tickets/${number}/acknowledge`, { by: 'anna' })).status).toBe(200);
  expect((await office.post(`/tickets/${number}/acknowledge`, { by: 'tessa' })).status).toBe(409);
});

describe('an engineer', () => {
  it.each(['hotline', 'Supervisors', 'caller', 'customer', 'api'])('cannot have the key %s', (key) => {
    const text = SAMPLE.replace(
      'engineers:\n',
      `engineers:\n  ${key}: { name: X, phones: ["+4915228817399"], languages: [de] }\n`,
    );
    const { faults } = readDirectoryFile(text, 'directory.yaml', RULES);
    expect(faults).toMatchObject([{ message: expect.stringContaining('is a word of the hotline itself') }]);
    expect(isOwnWord(key)).toBe(true);
  });

  it('can be called like a part of such a word', () => {
    for (const key of ['call', 'hot', 'apia', 'super', 'tam']) expect(isOwnWord(key)).toBe(false);
  });
});
