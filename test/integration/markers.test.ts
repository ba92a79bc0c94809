import { Redis } from 'ioredis';
import { beforeAll, describe, expect, test } from 'vitest';
import { openAlarmClock } from '../../src/platform/queue/queue.ts';
import { lookAway } from '../support/caller-ways.ts';
import { type Browser, openConsole, PASSWORD } from '../support/console.ts';
import type { Hotline } from '../support/hotline.ts';
import { loseDatabase } from '../support/outage.ts';
import { hasRedis, ownRedis, type TestRedis } from '../support/redis.ts';
import { addresses, columnsWith, rememberLog } from '../support/written-down.ts';

/** What is keyed in and must be forgotten. */
const PIN = '83920617';
const WRONG_PINS = ['70395182', '61840293', '50927361'];
const UNKNOWN_CUSTOMER = '770459316';
const WRONG_CODE = '905518';
const WRONG_TICKET = '39715508';
/** Keyed in with and kept without a zero, since it is dialled. */
const CALLBACK = '3023125777';
/** Names and words that people are told, and no log. */
const NAMES = ['Zabrina', 'Quellwasser', 'Xanthippe', 'Vogelfrei', 'Wiedehopf'];
/** Of a number that a page tells: it is rung up with a click, and no server is asked. */
const RINGS_UP = /^tel:\+\d{6,15}$/;
const STRANGER = '+4915228817399';

const { log, lines } = rememberLog();
let hotline: Hotline;
let redis: TestRedis | undefined;
let close: () => PromiseLike<void>;
const linked: string[] = [];
/** Pages on which a number can be rung up with a click. */
const ringing = new Set<string>();
let queued = '';

beforeAll(async () => {
  const office = await openConsole({
    log,
    env: { LOG_LEVEL: 'trace' },
    directory: (usual) =>
      usual
        .replace('"471108"', `"${PIN}"`)
        .replace('Erika Beispiel', 'Zabrina Beispiel')
        .replace('Musterwerk AG', 'Quellwasser AG')
        .replace('Anna Weber', 'Xanthippe Weber'),
  });
  hotline = office.hotline;
  close = () => office[Symbol.asyncDispose]();
  if (hasRedis) {
    redis = await ownRedis();
    await redis.start();
    const alarms = await openAlarmClock({ redisUrl: redis.url, databaseUrl: hotline.database.url, log });
    hotline.database.onTimers = async (timers) => {
      await alarms.setAlarms(timers);
    };
    const closeOffice = close;
    close = async () => {
      await alarms.close();
      await redis?.kill();
      await closeOffice();
    };
  }
  await verifiedCall();
  await existingCase();
  await unverifiedCall();
  await textsAndRequests();
  await outage();
  await console_(await office.as('supervisor'), office.nobody());
  await hotline.pass({ minutes: 3 });
  await lookAway(hotline);
  hotline.line.phone(`+49${CALLBACK}`).sms();
  if (redis) queued = await dump(redis.url);
}, 120_000);

async function verifiedCall(): Promise<void> {
  const call = await hotline.phones.erika.dial();
  await call.press(`${WRONG_PINS[0]}#`);
  await call.press(`${PIN}#`);
  for (const key of ['1', '1', '1', '2', '2', `0${CALLBACK}#`, '1', '2']) await call.press(key);
  expect(call.over).toBe(true);
}

async function existingCase(): Promise<void> {
  const call = await hotline.phones.erika.dial();
  await call.press(`${PIN}#`);
  for (const key of ['2', '3', `${WRONG_TICKET}#`]) await call.press(key);
  await call.hangUp();
  await hotline.database.query(
    `insert into dial_in_codes (code, customer_number, contact_id, channel, kind, severity, created_at, expires_at)
     select '246810', customer_number, id, 'portal', 'problem', 3, $1::timestamptz, $1::timestamptz + interval '1 day'
     from contacts where name like 'Grace%'`,
    [new Date()],
  );
  const coded = await hotline.phones.grace.dial();
  for (const key of ['614020#', '1', `${WRONG_CODE}#`]) await coded.press(key);
  await coded.hangUp();
}

async function unverifiedCall(): Promise<void> {
  for (const customer of ['100234', UNKNOWN_CUSTOMER]) {
    const call = await hotline.line.phone(STRANGER).dial({ from: 'anonymous' });
    for (const keys of ['1', customer, ...WRONG_PINS]) await call.press(keys === '1' ? keys : `${keys}#`);
    expect(call.state).toBe('unverified');
    await call.hangUp();
  }
}

async function textsAndRequests(): Promise<void> {
  await hotline.phones.anna.sendSms('A 4711');
  await hotline.phones.anna.sendSms(`D 4711 ${hotline.phones.anna.code()} Frau Vogelfrei hat die Datei.`);
  await hotline.phones.erika.sendSms('Hier ist Vogelfrei');
  await hotline.line.phone(STRANGER).sendSms('Vogelfrei');
  for (const contact of ['Zabrina Beispiel', 'Niemand Wiedehopf'])
    await hotline.api('/tickets', {
      channel: 'portal',
      customer: '100234',
      contact,
      severity: 2,
      kind: 'problem',
      description: 'Vogelfrei meldet einen Ausfall.',
    });
  await hotline.api('/tickets', { channel: 'portal', contact: ['Wiedehopf'] });
}

/** What fails is logged, and must not say more than it has to. */
async function outage(): Promise<void> {
  const call = await hotline.phones.erika.dial();
  const lost = await loseDatabase(hotline);
  await call.press(`${PIN}#`);
  await hotline.phones.anna.sendSms('D 4711 Vogelfrei');
  await lost.back();
  await hotline.settle();
  hotline.line.failNext({ path: 'Messages', failure: 400 });
  hotline.line.failNext({ path: 'Calls', failure: 500 });
}

async function console_(supervisor: Browser, nobody: Browser): Promise<void> {
  await nobody.signIn('supervisor', 'Wiedehopf-is-wrong');
  for (const path of ['/', '/calls', '/tickets/4711', '/audit', '/customers', '/customers/100234']) {
    const { text } = await supervisor.get(path);
    for (const [, address = ''] of text.matchAll(/(?:href|src|action)="([^"]*)"/g)) {
      linked.push(address);
      if (RINGS_UP.test(address)) ringing.add(path);
    }
  }
}

/** Every address that somebody is asked for, and is written down on the way. */
function asked(): string[] {
  return [...addresses(hotline), ...linked.filter((address) => !RINGS_UP.test(address))];
}

/** All that a Redis holds, as text. */
async function dump(url: string): Promise<string> {
  const client = new Redis(url, { protocol: 2 });
  const read: Record<string, (key: string) => Promise<unknown>> = {
    string: (key) => client.get(key),
    hash: (key) => client.hgetall(key),
    list: (key) => client.lrange(key, 0, -1),
    set: (key) => client.smembers(key),
    zset: (key) => client.zrange(key, '0', '-1'),
    stream: (key) => client.xrange(key, '-', '+'),
  };
  const keys = await client.keys('*');
  const values = await Promise.all(keys.map(async (key) => read[await client.type(key)]?.(key)));
  await client.quit();
  return JSON.stringify([keys, values]);
}

test('the stories wrote something to look through', async () => {
  expect(lines.length).toBeGreaterThan(5);
  expect(addresses(hotline).length).toBeGreaterThan(50);
  expect(linked.length).toBeGreaterThan(20);
  expect(await columnsWith(hotline, 'Zabrina')).toContain('contacts.name');
  if (redis) expect(queued).toContain('"data":"{}"');
});

describe.each([PIN, ...WRONG_PINS, UNKNOWN_CUSTOMER, WRONG_CODE, WRONG_TICKET])(
  '%s was keyed in, and stands',
  (keyed) => {
    test('in no log', () => expect(lines.filter((line) => line.includes(keyed))).toEqual([]));
    test('nowhere in the database', async () => expect(await columnsWith(hotline, keyed)).toEqual([]));
    test('in no queue', () => expect(queued).not.toContain(keyed));
    test('in no address', () => expect([...addresses(hotline), ...linked].join('\n')).not.toContain(keyed));
  },
);

test('the callback number that was keyed in stands where it is dialled and texted, and nowhere else', async () => {
  expect(await columnsWith(hotline, CALLBACK)).toEqual(['messages.to_number', 'tickets.callback_number']);
  for (const written of [lines.join(''), queued, asked().join('\n')]) expect(written).not.toContain(CALLBACK);
});

test.each(NAMES)('%s is told to people, and to no log, queue or address', (name) => {
  expect(lines.filter((line) => line.includes(name))).toEqual([]);
  expect(queued).not.toContain(name);
  expect([...addresses(hotline), ...linked].filter((address) => address.includes(name))).toEqual([]);
});

test('numbers are masked in every log, and in no address', () => {
  const whole = /\+?49(30|15)\d{6,}/;
  expect(lines.filter((line) => whole.test(line))).toEqual([]);
  expect(asked().filter((address) => whole.test(decodeURIComponent(address)))).toEqual([]);
  expect(queued).not.toMatch(whole);
});

test('a number is rung up from the pages that tell it, and from no other', () => {
  expect([...ringing]).toEqual(['/', '/calls', '/tickets/4711']);
});

test('secrets and passwords stand nowhere', async () => {
  for (const secret of [
    PASSWORD,
    'Wiedehopf-is-wrong',
    'the-auth-token-of-the-tests',
    'the-api-token-of-the-tests',
  ]) {
    expect(lines.join('')).not.toContain(secret);
    expect(await columnsWith(hotline, secret)).toEqual([]);
    expect(queued).not.toContain(secret);
  }
});

// in a test, since the line says in the end whether anything was left unseen
test('the stories come to their end', async () => {
  await expect(close()).resolves.toBeUndefined();
});
