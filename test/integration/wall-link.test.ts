import { describe, expect, it } from 'vitest';
import { type Office, openConsole } from '../support/console.ts';
import { criticalCase } from '../support/stories.ts';

/** An administrator makes a link for the control room. @returns its path */
async function hangUp(office: Office): Promise<string> {
  const { text, status } = await (await office.as('administrator')).post('/users/walls', {
    name: 'Control room',
  });
  expect(status).toBe(201);
  const [, path] = /href="[^"]*(\/wall\/[\w-]{43})"/.exec(text) ?? [];
  return path ?? '';
}

describe('a board on a wall', () => {
  it('is seen by whoever has its link, without a session, a phone number or a way on', async () => {
    await using office = await openConsole();
    const path = await hangUp(office);
    await criticalCase(office.hotline.phones.erika);
    office.hotline.phones.anna.newSms();
    const { status, text } = await office.nobody().get(path);
    expect(status).toBe(200);
    expect(text).toContain('id="verdict"');
    expect(text).toContain('Musterwerk AG');
    const main = text.slice(text.indexOf('<main'));
    expect(main).not.toMatch(/\+49|href=|<form/);
    expect(main).not.toContain(office.hotline.phones.erika.number);
  });

  it('opens nothing else, and does not open by a guess', async () => {
    await using office = await openConsole();
    const path = await hangUp(office);
    for (const other of ['/', '/calls']) {
      const { location } = await office.nobody().get(other);
      expect(location, other).toMatch(/^\/sign-in/);
    }
    expect((await office.nobody().get(`${path}/tickets`)).location).toBe(path);
    for (const guess of [`${path}x`, '/wall/x', `/wall/${'A'.repeat(43)}`]) {
      const { status, text } = await office.nobody().get(guess);
      expect(status, guess).toBe(404);
      expect(text, guess).toContain('This link shows no board');
      expect(text, guess).not.toMatch(/id="verdict"|<form/);
    }
  });

  it('is listed with who made it and when it was last used, and is dark once it is revoked', async () => {
    await using office = await openConsole();
    const path = await hangUp(office);
    const administrator = await office.as('administrator');
    expect((await administrator.get('/users/walls')).text).toMatch(/Control room.*never/s);
    // whoever only asks whether there is something has not looked at it
    for (const asked of [path, `${path}/live`]) await office.nobody().head(asked);
    expect((await administrator.get('/users/walls')).text).toMatch(/Control room.*never/s);
    await office.nobody().get(path);
    const { text } = await administrator.get('/users/walls');
    expect(text).not.toContain('never');
    expect(text).not.toContain(path.slice('/wall/'.length));
    expect((await administrator.post('/users/walls', { name: 'Control room' })).status).toBe(422);
    expect((await administrator.post('/users/walls', { name: '<b>' })).status).toBe(422);
    const revoked = await administrator.post('/users/walls/revoke', { name: 'Control room' });
    expect(revoked.location).toBe('/users/walls?done=revoked');
    expect((await office.nobody().get(path)).status).toBe(404);
    expect((await office.nobody().get(`${path}/live`)).status).not.toBe(200);
    const { text: trail } = await (await office.as('auditor')).get('/audit');
    expect(trail).toContain('made a wall link');
    expect(trail).toContain('revoked a wall link');
  });

  it('is kept only as a hash', async () => {
    await using office = await openConsole();
    const secret = (await hangUp(office)).slice('/wall/'.length);
    const rows = await office.hotline.database.query('select wall_links::text as row from wall_links');
    expect(JSON.stringify(rows)).not.toContain(secret);
  });
});
