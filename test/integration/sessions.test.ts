import { expect, it } from 'vitest';
import { beginSession, listSessions, useSession } from '../../src/domain/users/session-store.ts';
import { findUserByLogin } from '../../src/domain/users/user-store.ts';
import { browserInWords } from '../../src/web/console/account/browser-in-words.ts';
import { openConsole, PASSWORD } from '../support/console.ts';
import { auditOf } from '../support/console-ways.ts';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
const EDGE =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0';
const CHROME =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36';
const HOUR = 60 * 60_000;

it('a browser is called what people call it, and what says nothing known is not kept', () => {
  const called = [FIREFOX, SAFARI, EDGE, CHROME, 'curl/8', '<script>', '', undefined].map(browserInWords);
  expect(called).toEqual([
    'Firefox, Windows',
    'Safari, iPhone',
    'Edge, macOS',
    'Chrome, Android',
    'curl',
    null,
    null,
    null,
  ]);
});

it('somebody sees where they are signed in, and leaves all other places, or all', async () => {
  await using office = await openConsole();
  const [here, there, elsewhere] = [office.nobody(), office.nobody(), await office.as('engineer')];
  const signIn = { login: 'supervisor', password: PASSWORD };
  await here.post('/sign-in', signIn, { 'user-agent': FIREFOX });
  await there.post('/sign-in', signIn, { 'user-agent': SAFARI });
  const { text } = await here.get('/sessions');
  expect(text.match(/<b>Firefox, Windows<\/b> <span class="pill fine">this browser<\/span>/g)).toHaveLength(
    1,
  );
  expect(text.match(/<b>Safari, iPhone<\/b><\/p>/g)).toHaveLength(1);
  expect((await here.post('/sessions/end-others', {})).location).toBe('/sessions?done=done');
  expect((await there.get('/')).location).toBe('/sign-in');
  expect((await here.get('/sessions?done=done')).text).toContain('Only this browser is still signed in.');
  const out = await here.post('/sessions/end', {});
  expect(out.location).toBe('/sign-in');
  expect((await here.get('/')).location).toBe('/sign-in');
  expect((await elsewhere.get('/')).status).toBe(200);
  const ended = (await auditOf(office)).filter(({ action }) => action === 'user-signed-out');
  expect(ended.map(({ subject }) => subject)).toEqual(['supervisor', 'supervisor']);
});

it('a session lasts as long as it is set to, however it began', async () => {
  await using office = await openConsole();
  const { database } = office.hotline;
  const user = await findUserByLogin(database, 'auditor');
  const userId = user?.id ?? '';
  const began = new Date('2026-11-23T09:00:00Z');
  const at = (ms: number) => new Date(began.getTime() + ms);
  const long = { idleMs: 8 * HOUR, totalMs: 24 * HOUR };
  const name = await beginSession(database, userId, began);
  expect(await useSession(database, name, at(2 * HOUR))).toBeNull();
  expect(await useSession(database, name, at(7 * HOUR), long)).toMatchObject({ login: 'auditor' });
  // whoever signs in meanwhile sweeps away only what is over by any length
  await beginSession(database, userId, at(14 * HOUR));
  expect(await listSessions(database, { userId, own: name }, at(14 * HOUR), long)).toMatchObject([
    { isOwn: false },
    { isOwn: true, browser: null },
  ]);
  expect(await useSession(database, name, at(14.9 * HOUR), long)).not.toBeNull();
  expect(await useSession(database, name, at(24 * HOUR + 1), long)).toBeNull();
});
