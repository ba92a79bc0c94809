import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { ended, hotline, hotlineProcess, startHotlineCommand } from '../support/hotline-command.ts';

test('one critical call is played to its stopped clock, by the whole service in one process', async () => {
  const { code, out, err } = await hotlineProcess(['practice', 'critical-call'], {
    // whatever the environment says, a story rings no real phone
    env: { TWILIO_ACCOUNT_SID: 'nonsense', DATABASE_URL: 'nonsense' },
  });
  expect(err).toBe('');
  expect(out).toMatch(/calls the hotline/);
  expect(out).toMatch(/Clock +stopped after .* before the deadline/);
  expect(code).toBe(0);
}, 90_000);

test('a story in French is in French on both sides, and a program reads nothing but its end', async () => {
  const { code, out, err } = await hotlineProcess([
    'practice',
    'critical-call',
    '--language',
    'fr',
    '--json',
  ]);
  // the story is told beside it; nobody is told a password of a database that is removed with it
  expect(JSON.parse(out)).toMatchObject({ outcome: 'kept' });
  expect(err).toContain('“Bienvenue à la hotline prioritaire.”');
  expect(err).not.toMatch(/Willkommen|one-time password/);
  expect(code).toBe(0);
}, 90_000);

test('the practice carrier runs by itself, with its page, and ends when asked to', async () => {
  const child = startHotlineCommand(['practice', 'serve', '--port', '0', '--service', 'http://127.0.0.1:1/']);
  const end = ended(child);
  const [greeting] = await once(child.stdout as NodeJS.ReadableStream, 'data');
  const url = /TWILIO_API_BASE_URL=(\S+)/.exec(String(greeting))?.[1];
  expect((await fetch(`${url}/practice/`)).status).toBe(403);
  const printed = /(http:\S+\/practice\/\?key=\S+)/.exec(String(greeting))?.[1] ?? '';
  const entered = await fetch(printed, { redirect: 'manual' });
  const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const page = await fetch(`${url}/practice/`, { headers: { cookie } });
  expect({ status: page.status, type: page.headers.get('content-type') }).toEqual({
    status: 200,
    type: expect.stringContaining('text/html'),
  });
  const stranger = await fetch(`${url}/2010-04-01/Accounts/AC0/Calls.json`);
  expect(stranger.status).toBe(401);
  child.kill('SIGINT');
  expect(await end).toMatchObject({ code: 0, err: '' });
});

test('a port that is taken, and a language nobody wrote prompts in, are said with what is allowed', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const served = await hotline(['practice', 'serve', '--port', String(port)]);
  taken.close();
  expect([served.code, served.err]).toEqual([
    1,
    expect.stringMatching(/another program is using it\.\n→ .*choose another port with --port\./),
  ]);
  const { code, err } = await hotline(['practice', 'critical-call', '--language', 'es']);
  expect([code, err]).toEqual([2, expect.stringContaining('--language is "es"; allowed: de, en, fr.')]);
});
