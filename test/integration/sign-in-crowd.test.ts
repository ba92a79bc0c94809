import { expect, it } from 'vitest';
import { createPasswordHasher } from '../../src/domain/users/password-hasher.ts';
import { openConsole } from '../support/console.ts';

const env = { TRUSTED_PROXIES: '1', SIGN_INS_PER_MINUTE: '10000' };
const from = (address: string) => ({ 'x-forwarded-for': address });
const CROWD = from('203.0.113.1');

it('sixty who try at once are told at once to come again, and hold nobody up who comes from elsewhere', async () => {
  const slow = createPasswordHasher({ cost: 2 ** 15 });
  await using office = await openConsole({ env, passwords: slow });
  const tries = Array.from({ length: 60 }, (_, at) =>
    office.nobody().post('/sign-in', { login: `guess-${at}`, password: 'guess' }, CROWD),
  );
  await Promise.race(tries);
  const browser = office.nobody();
  const order: string[] = [];
  const crowd = Promise.all(
    tries.map((one) => one.then((reply) => (reply.status === 503 ? undefined : order.push('crowd')))),
  );
  const right = { login: 'supervisor', password: 'nine bright lanterns' };
  const reply = await browser.post('/sign-in', right, from('192.0.2.1'));
  order.push('supervisor');
  expect(reply.status).toBe(303);
  await crowd;
  expect(order.slice(order.indexOf('supervisor') + 1).length, 'the crowd still waits').toBeGreaterThan(2);
  const replies = await Promise.all(tries);
  const busy = replies.filter(({ status }) => status === 503);
  expect(busy.length).toBeGreaterThan(40);
  for (const { headers, text } of busy) {
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(text).toContain('try again in a few seconds');
  }
  expect(replies.filter(({ status }) => status === 401).length + busy.length).toBe(60);
}, 60_000);

it('a browser in which somebody has signed in is let through what strangers have locked, and says when it is locked itself', async () => {
  await using office = await openConsole({ env });
  const known = office.nobody();
  const right = { login: 'supervisor', password: 'nine bright lanterns' };
  const wrong = { ...right, password: 'guess' };
  expect((await known.post('/sign-in', right, CROWD)).status).toBe(303);
  expect(known.cookies.get('known')).toBeDefined();
  const stranger = office.nobody();
  for (let guess = 0; guess < 5; guess += 1) await stranger.post('/sign-in', wrong, CROWD);
  const refused = await stranger.post('/sign-in', right, CROWD);
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('900');
  expect((await known.post('/sign-in', right, CROWD)).status, 'from the same address').toBe(303);
  expect((await stranger.post('/sign-in', right, from('192.0.2.7'))).status, 'from another').toBe(303);
  stranger.cookies.set('known', 'x'.repeat(50));
  expect((await stranger.post('/sign-in', right, CROWD)).status).toBe(429);
}, 60_000);

it('strangers from many addresses at once keep nobody out who has signed in before', async () => {
  const slow = createPasswordHasher({ cost: 2 ** 15 });
  await using office = await openConsole({ env, passwords: slow });
  const known = office.nobody();
  const right = { login: 'supervisor', password: 'nine bright lanterns' };
  expect((await known.post('/sign-in', right, CROWD)).status).toBe(303);
  const tries = Array.from({ length: 40 }, (_, at) =>
    office
      .nobody()
      .post('/sign-in', { login: `guess-${at}`, password: 'guess' }, from(`2001:db8:${at}00::1`)),
  );
  const turnedAway = await Promise.any(
    tries.map(async (one) => ((await one).status === 503 ? true : Promise.reject(new Error('let in')))),
  );
  expect(turnedAway, 'there is no place left').toBe(true);
  expect((await known.post('/sign-in', right, CROWD)).status).toBe(303);
  await Promise.all(tries);
}, 60_000);
