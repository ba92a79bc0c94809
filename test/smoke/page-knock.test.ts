import { describe, expect, test, vi } from 'vitest';
import { currentPushKey, rotatePushKey } from '../../src/domain/push/push-keys.ts';
import { subscribe as keepDevice } from '../../src/domain/push/subscribe.ts';
import { lookAway } from '../support/caller-ways.ts';
import { type Browser, type Office, openConsole } from '../support/console.ts';
import { auditOf } from '../support/console-ways.ts';
import { hotline } from '../support/hotline-command.ts';
import { openPushService, type PushService, type Subscribed } from '../support/push-service.ts';
import { criticalCase, ERIKA_PIN, GRACE_PIN, openCase } from '../support/stories.ts';

/** The key that the app's pages tell browsers to subscribe with. */
async function keyOn(browser: Browser): Promise<string> {
  const { text } = await browser.get('/mine');
  return /<meta name="push-key" content="([\w-]+)">/.exec(text)?.[1] ?? '';
}

/** Anna's device is notified from now on. */
async function subscribe(
  browser: Browser,
  service: PushService,
  wanted: Partial<Subscribed & { key: string }> = {},
) {
  const key = await keyOn(browser);
  const subscribed = { ...service.subscribe(key), ...wanted };
  const reply = await browser.post(
    '/mine/push',
    { key, ...subscribed },
    { 'user-agent': 'Chrome/140 Android' },
  );
  return { subscribed, reply };
}

async function openNotified(env: Record<string, string> = {}) {
  const service = await openPushService();
  const office = await openConsole({ env: { PUSH_SERVICES: service.origin, ...env } });
  const browser = await office.as('engineer');
  return {
    service,
    office,
    browser,
    async [Symbol.asyncDispose]() {
      await lookAway(office.hotline);
      await office[Symbol.asyncDispose]();
      expect(service.faults).toEqual([]);
      await service[Symbol.asyncDispose]();
    },
  };
}

/** As long as a public key, and a point of no curve. */
const NO_KEY = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)]).toString('base64url');

const devices = ({ hotline }: Office) =>
  hotline.database.query<{ browser: string; takenAt: Date | null }>(
    'select browser, taken_at as "takenAt" from push_subscriptions order by created_at',
  );

test('whoever is paged is notified on their device as well: with severity and number, and nothing of the customer', async () => {
  await using story = await openNotified();
  const { service, office, browser } = story;
  expect((await subscribe(browser, service)).reply.status).toBe(204);
  await criticalCase(office.hotline.phones.erika);
  expect(service.notified).toEqual([
    {
      to: expect.stringContaining(service.origin),
      payload: { ticket: '4711', severity: 1, text: 'KRITISCH: Ticket 4711, noch 30 min' },
      topic: 'ticket-4711',
      ttl: 600,
    },
  ]);
  expect(JSON.stringify(service.notified)).not.toContain('Musterwerk');
  expect(office.hotline.phones.anna.newSms()).toHaveLength(1);
  const actions = (await auditOf(office)).map(({ action }) => action);
  expect(actions).toContain('push-added');
});

test('with the setting the customer’s name stands on it', async () => {
  await using story = await openNotified({ PUSH_SHOWS_CUSTOMER: '1' });
  await subscribe(story.browser, story.service);
  await criticalCase(story.office.hotline.phones.erika);
  expect(story.service.notified[0]?.payload.text).toBe('KRITISCH: Ticket 4711 Musterwerk AG, noch 30 min');
});

test('a notification that is taken reaches nobody: paging goes on as without it, and the board says so', async () => {
  await using story = await openNotified();
  const { office, service, browser } = story;
  await subscribe(browser, service);
  await criticalCase(office.hotline.phones.erika);
  await office.hotline.pass({ minutes: 11 });
  const { timeline, status } = await office.hotline.ticket('4711');
  expect(status).toBe('open');
  const paged = timeline
    .filter(({ kind }) => kind === 'page')
    .map(({ detail }) => [detail.engineer, detail.channel]);
  expect(paged).toEqual([
    ['anna', 'sms'],
    ['anna', 'call'],
    ['ben', 'sms'],
    ['ben', 'call'],
  ]);
  // once for the text, once for the call
  expect(service.notified).toHaveLength(2);
});

test('once somebody has the ticket nobody is notified any more', async () => {
  await using story = await openNotified();
  const { office, service, browser } = story;
  await subscribe(browser, service);
  service.failNext(503);
  await criticalCase(office.hotline.phones.erika);
  await office.hotline.phones.anna.sendSms('A 4711');
  await office.hotline.pass({ minutes: 1 });
  expect(service.notified).toEqual([]);
});

test('a device that nothing can be encrypted for is forgotten, and holds up no other', async () => {
  await using story = await openNotified();
  const { office, service, browser } = story;
  const { subscribed } = await subscribe(browser, service);
  const { database, app } = office.hotline;
  const { encryption } = app.jobDeps.push;
  const [owner] = await database.query<{ userId: string }>(
    'select user_id as "userId" from push_subscriptions',
  );
  const key = await currentPushKey(database, encryption, new Date());
  const target = { ...subscribed, endpoint: `${service.origin}/send/old`, p256dh: NO_KEY };
  await database.transaction((tx) =>
    keepDevice(
      tx,
      encryption,
      { userId: owner?.userId ?? '', target, key, browser: 'of before' },
      new Date(),
    ),
  );
  await criticalCase(office.hotline.phones.erika);
  await office.hotline.pass({ minutes: 1 });
  expect(service.notified.filter(({ to }) => to === subscribed.endpoint)).toHaveLength(1);
  expect(await devices(office)).toEqual([{ browser: 'Chrome, Android', takenAt: expect.any(Date) }]);
  await office.hotline.phones.anna.sendSms('A 4711');
});

test('mild tickets in quick succession, and those that anybody can open, knock once', async () => {
  await using story = await openNotified();
  const { office, service, browser } = story;
  const { erika, grace } = office.hotline.phones;
  await subscribe(browser, service);
  await (await openCase(erika, { pin: ERIKA_PIN, severity: 3 })).hangUp();
  await (await openCase(grace, { pin: GRACE_PIN, severity: 4 })).hangUp();
  expect(service.notified.map(({ payload }) => payload.ticket)).toEqual(['4711']);
  await (await openCase(erika, { pin: ERIKA_PIN, severity: 2 })).hangUp();
  expect(service.notified.map(({ payload }) => payload.ticket)).toEqual(['4711', '4713']);
});

describe('a push service', () => {
  test.each([404, 410] as const)(
    'that does not know the browser any more (%s): it is forgotten',
    async (status) => {
      await using story = await openNotified();
      const { office, service, browser } = story;
      const { subscribed } = await subscribe(browser, service);
      service.forget(subscribed, status);
      await criticalCase(office.hotline.phones.erika);
      expect(await devices(office)).toEqual([]);
      await office.hotline.pass({ minutes: 4 });
      expect(service.asked).toBe(1);
    },
  );

  test.each([429, 500, 503, 0])(
    'that is busy (%s) is asked again, twice, and not for ever',
    async (status) => {
      await using story = await openNotified();
      const { office, service, browser } = story;
      await subscribe(browser, service);
      service.failNext(status, 2);
      await criticalCase(office.hotline.phones.erika);
      expect(office.hotline.phones.anna.newSms()).toHaveLength(1);
      await office.hotline.pass({ seconds: 30 });
      expect(service.notified).toHaveLength(1);
      service.failNext(status, 99);
      await office.hotline.pass({ minutes: 2 });
      expect(service.asked).toBeLessThanOrEqual(3 + 3);
      await office.hotline.phones.anna.sendSms('A 4711');
    },
  );

  test('that is gone altogether holds nothing up', async () => {
    const story = await openNotified();
    const { office, service, browser } = story;
    await subscribe(browser, service);
    await service[Symbol.asyncDispose]();
    await criticalCase(office.hotline.phones.erika);
    expect(office.hotline.phones.anna.newSms()).toHaveLength(1);
    await office.hotline.pass({ minutes: 3 });
    await (await (await office.hotline.phones.anna.rings()).answer()).press('2');
    expect(await office.hotline.ticket('4711')).toMatchObject({ acknowledgedBy: 'anna' });
    await lookAway(office.hotline);
    await office[Symbol.asyncDispose]();
  });
});

describe('a browser subscribes', () => {
  test.each<[string, Partial<Subscribed & { key: string }>]>([
    ['to a host of ours, or of a neighbour', { endpoint: 'http://127.0.0.1:5432/send/x' }],
    ['to an address inside', { endpoint: 'https://169.254.169.254/latest/meta-data' }],
    ['to somebody else’s host', { endpoint: 'https://evil.example/send/x' }],
    ['to a host that only begins like one', { endpoint: 'https://fcm.googleapis.com.evil.example/x' }],
    ['with a password in the address', { endpoint: 'https://u:p@fcm.googleapis.com/x' }],
    ['on another port', { endpoint: 'https://fcm.googleapis.com:8443/x' }],
    ['to nothing', { endpoint: '' }],
    ['to something endless', { endpoint: `https://fcm.googleapis.com/${'x'.repeat(5_000)}` }],
    ['with a key that is none', { p256dh: 'AAAA' }],
    ['with a key that only looks like one', { p256dh: NO_KEY }],
    ['without a secret', { auth: '' }],
    ['with a key of before', { key: 'BAAA' }],
  ])('%s: that is refused', async (_what, wanted) => {
    await using story = await openNotified();
    const { reply } = await subscribe(story.browser, story.service, wanted);
    expect(reply.status).toBe(422);
    expect(await devices(story.office)).toEqual([]);
  });

  test('again and again: it is one device; and an eleventh takes the place of the first', async () => {
    await using story = await openNotified();
    const { office, service, browser } = story;
    const { subscribed } = await subscribe(browser, service);
    await subscribe(browser, service, subscribed);
    expect(await devices(office)).toHaveLength(1);
    for (let more = 0; more < 10; more += 1) {
      vi.setSystemTime(Date.now() + 1_000);
      await subscribe(browser, service);
    }
    expect(await devices(office)).toHaveLength(10);
    await criticalCase(office.hotline.phones.erika);
    expect(service.notified).toHaveLength(10);
    expect(service.notified.map(({ to }) => to)).not.toContain(subscribed.endpoint);
  });

  test('and is removed where its user sees it; nobody else removes it', async () => {
    await using story = await openNotified();
    const { office, service, browser } = story;
    const { subscribed } = await subscribe(browser, service);
    const page = (await browser.get('/sessions')).text;
    expect(page).toContain('Chrome, Android');
    expect(page).not.toContain(subscribed.endpoint);
    const id = /name="id" value="([\w-]+)"/.exec(page)?.[1] ?? '';
    const other = await office.as('supervisor');
    for (const fields of [{ id }, { endpoint: subscribed.endpoint }])
      await other.post('/mine/push/remove', fields);
    expect(await devices(office)).toHaveLength(1);
    expect((await browser.post('/mine/push/remove', { id })).location).toBe('/sessions?done=not-notified');
    expect(await devices(office)).toEqual([]);
  });

  test('of a user who is no engineer: there is nothing to be notified of', async () => {
    await using story = await openNotified();
    const supervisor = await story.office.as('supervisor');
    const key = await keyOn(story.browser);
    const reply = await supervisor.post('/mine/push', { key, ...story.service.subscribe(key) });
    expect(reply.status).toBe(422);
  });

  test('whoever is signed out everywhere is notified nowhere', async () => {
    await using story = await openNotified();
    await subscribe(story.browser, story.service);
    await story.browser.post('/sessions/end', {});
    expect(await devices(story.office)).toEqual([]);
  });

  test('where it is, and with which secrets, stands in no table in the clear', async () => {
    await using story = await openNotified();
    const { subscribed } = await subscribe(story.browser, story.service);
    const rows = await story.office.hotline.database.query(
      `select row::text as text from push_subscriptions as row union all select row::text from push_keys as row`,
    );
    const text = JSON.stringify(rows);
    for (const secret of [subscribed.endpoint, subscribed.auth, subscribed.p256dh])
      expect(text).not.toContain(secret);
  });
});

describe('a new key', () => {
  test('goes to whoever opens the app; the others are notified by the old one until then', async () => {
    await using story = await openNotified();
    const { office, service, browser } = story;
    const { database, app } = office.hotline;
    const before = await keyOn(browser);
    await subscribe(browser, service);
    const change = { isLeaked: false, now: new Date() };
    await rotatePushKey(database, app.jobDeps.push.encryption, change);
    const after = await keyOn(browser);
    expect(after).not.toBe(before);
    await openCase(office.hotline.phones.erika, { pin: ERIKA_PIN, severity: 2 });
    expect(service.notified).toHaveLength(1);
    expect((await subscribe(browser, service)).reply.status).toBe(204);
    await office.hotline.phones.anna.sendSms('A 4711');
  });

  test('after a leak the old one counts for nothing at once', async () => {
    await using story = await openNotified();
    const { office, service, browser } = story;
    await subscribe(browser, service);
    const { database, app } = office.hotline;
    const change = { isLeaked: true, now: new Date() };
    await rotatePushKey(database, app.jobDeps.push.encryption, change);
    expect(await devices(office)).toEqual([]);
    await criticalCase(office.hotline.phones.erika);
    expect(service.asked).toBe(0);
  });

  test('is made by a command, which says what it means', async () => {
    await using story = await openNotified();
    const { office, browser } = story;
    const { app, database } = office.hotline;
    const before = await keyOn(browser);
    const env = {
      DATABASE_URL: database.url,
      SECRET_KEY: app.config.secretKey,
      PUBLIC_URL: office.hotline.url,
    };
    const carrier = {
      TWILIO_ACCOUNT_SID: office.hotline.line.accountSid,
      TWILIO_AUTH_TOKEN: office.hotline.line.authToken,
    };
    const settings = { ...env, ...carrier, HOTLINE_NUMBER: office.hotline.line.number };
    const made = await hotline(['push', 'rotate', '--json'], { env: settings });
    expect(made, made.err).toMatchObject({ code: 0 });
    const { publicKey } = JSON.parse(made.out);
    expect(publicKey).not.toBe(before);
    expect(await keyOn(browser)).toBe(publicKey);
    expect((await auditOf(office)).map(({ action }) => action)).toContain('push-key-rotated');
  });
});
