import { expect, test, vi } from 'vitest';
import { writeSms } from '../../src/domain/messages/write-sms.ts';
import { notifySupervisors } from '../../src/domain/paging/notify.ts';
import { withdrawPages } from '../../src/domain/paging/withdraw-pages.ts';
import type { Tx } from '../../src/platform/db/database.ts';
import { runInvariants } from '../../src/worker/watchdog/run-invariants.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { openTicket } from '../support/many-tickets.ts';
import { pagedBy } from '../support/paging-steps.ts';

const WAITING = 800;
const number = (index: number) => `+49301234${String(1_000 + index)}`;
const critical = { customerNumber: '100234', severity: 1, secondsAgo: 0 } as const;

/** Texts to as many customers. */
async function withCustomersWaiting(hotline: Hotline, count: number): Promise<void> {
  const { database, app } = hotline;
  hotline.line.settle = undefined;
  const sms = {
    audience: 'customer',
    language: 'de',
    text: 'update-guide',
    vars: { link: 'https://example.org' },
  } as const;
  await database.transaction(async (tx: Tx) => {
    for (let index = 0; index < count; index += 1)
      await writeSms({ tx, hotline: app.hotline, now: new Date() }, { ...sms, to: number(index) });
  });
  hotline.line.settle = hotline.doDueWork;
}

interface Sent {
  to: string;
  audience: string;
  isPage: boolean;
  second: number;
}

/** What has gone out so far, in the order of its going. */
async function sent(hotline: Hotline): Promise<Sent[]> {
  const rows = await hotline.database.query<{ to: string; audience: string; isPage: boolean; at: Date }>(
    `select to_number as "to", audience, page_id is not null as "isPage", sent_at as at from messages
     where sent_at is not null order by sent_at`,
  );
  const begun = rows[0]?.at.getTime() ?? 0;
  return rows.map(({ at, ...row }) => ({ ...row, second: (at.getTime() - begun) / 1_000 }));
}

function lookAtCustomers(hotline: Hotline, count: number): void {
  for (let index = 0; index < count; index += 1) hotline.line.phone(number(index)).sms();
}

test('a line that takes one text a second, and eight hundred that wait: a critical page leaves within two seconds', async () => {
  await using hotline = await openHotline({ messagesPerSecond: 1 });
  await withCustomersWaiting(hotline, WAITING);
  await hotline.pass({ seconds: 5 });
  expect((await sent(hotline)).map(({ second }) => second)).toEqual([0, 1, 2, 3, 4, 5]);

  await openTicket(hotline, critical);
  await hotline.settle();
  await hotline.pass({ seconds: 2 });
  const all = await sent(hotline);
  expect(all.map(({ second }) => second)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(all[6]).toMatchObject({ isPage: true, to: '+4915228817386' });
  expect(all[7]).toMatchObject({ audience: 'customer' });
  hotline.phones.anna.sms();
  lookAtCustomers(hotline, WAITING);
});

test('what waits goes in this order: pages, customers, supervisors; nothing is lost, and none goes twice', async () => {
  await using hotline = await openHotline({ messagesPerSecond: 1 });
  hotline.line.settle = undefined;
  const { database, app, phones } = hotline;
  await database.transaction((tx) =>
    notifySupervisors(
      { tx, hotline: app.hotline, now: new Date() },
      { text: 'opted-out', vars: { 'engineer-name': 'Anna Weber' } },
    ),
  );
  await withCustomersWaiting(hotline, 5);
  hotline.line.settle = undefined;
  await openTicket(hotline, critical);
  hotline.line.settle = hotline.doDueWork;
  await hotline.settle();
  await hotline.pass({ seconds: 20 });
  const all = await sent(hotline);
  expect(all.map(({ audience }) => audience)).toEqual([
    'engineer',
    ...Array.from({ length: 5 }, () => 'customer'),
    'supervisor',
  ]);
  expect(all.map(({ second }) => second)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  phones.anna.sms();
  phones.supervisor.sms();
  lookAtCustomers(hotline, 5);
});

test('after an outage texts keep the pace, too', async () => {
  await using hotline = await openHotline({ messagesPerSecond: 1 });
  await withCustomersWaiting(hotline, 30);
  await hotline.pass({ seconds: 2 });
  vi.setSystemTime(Date.now() + 20_000);
  await hotline.settle();
  await hotline.pass({ seconds: 2 });
  expect((await sent(hotline)).map(({ second }) => second)).toEqual([0, 1, 2, 22, 23, 24]);
  lookAtCustomers(hotline, 30);
});

test('a carrier that says that it is busy: when it takes texts again, the critical page is the first', async () => {
  await using hotline = await openHotline({ messagesPerSecond: 1 });
  await withCustomersWaiting(hotline, 20);
  await hotline.pass({ seconds: 1 });
  hotline.line.failNext({ path: 'Messages', times: 4, failure: 429 });
  await hotline.pass({ seconds: 2 });
  await openTicket(hotline, critical);
  await hotline.pass({ seconds: 30 });
  const all = await sent(hotline);
  expect(all[2]).toMatchObject({ isPage: true });
  const [first, second, ...after] = all.map((text) => text.second);
  expect([first, second]).toEqual([0, 1]);
  // refused at 2, 3, 4 and 5.5, or soon after: nobody is asked in between
  const [again = 0, ...others] = after;
  expect(again).toBeGreaterThanOrEqual(7);
  expect(again).toBeLessThanOrEqual(8.5);
  // and the pace holds afterwards
  const gaps = others.map((at, index) => at - (after[index] ?? 0));
  expect(gaps).toHaveLength(18);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(0.9);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(1.6);
  hotline.phones.anna.sms();
  lookAtCustomers(hotline, 20);
});

test('texts that a wrong clock has put off by an hour are sent now', async () => {
  await using hotline = await openHotline({ messagesPerSecond: 1 });
  await withCustomersWaiting(hotline, 3);
  const ahead = new Date(Date.now() + 3_600_000);
  await hotline.database.query('update message_gate set free_at = $1', [ahead]);
  await hotline.database.query('update messages set ready_at = $1', [ahead]);
  await hotline.database.query(`update timers set due_at = $1 where kind = 'send-message'`, [ahead]);
  expect(await runInvariants(hotline.app.jobDeps)).toBe(false);
  await hotline.pass({ seconds: 5 });
  expect((await sent(hotline)).map(({ second }) => second)).toEqual([0, 1, 2]);
  lookAtCustomers(hotline, 3);
});

test('a page that is overtaken while it waits is not sent, and the record says why', async () => {
  await using hotline = await openHotline({ messagesPerSecond: 1 });
  await withCustomersWaiting(hotline, 1);
  const ticket = await openTicket(hotline, critical);
  await hotline.database.transaction((tx) => withdrawPages({ tx, now: new Date() }, ticket.number, {}));
  await hotline.pass({ seconds: 3 });
  const [page] = await hotline.database.query('select status, error from messages where page_id is not null');
  expect(page).toEqual({ status: 'withdrawn', error: 'overtaken: the page is withdrawn' });
  expect(await sent(hotline)).toMatchObject([{ audience: 'customer', second: 0 }]);
  lookAtCustomers(hotline, 1);
});

test('pages for one phone that have to wait are folded into one text, and none waits for longer', async () => {
  await using hotline = await openHotline({ messagesPerSecond: 1 });
  const { anna } = hotline.phones;
  hotline.line.settle = undefined;
  for (let index = 0; index < 5; index += 1) await openTicket(hotline, critical);
  await withCustomersWaiting(hotline, 3);
  await hotline.settle();
  await hotline.pass({ seconds: 10 });
  expect(anna.sms()).toHaveLength(1);
  expect(anna.sms()[0]).toContain('5 Tickets');
  expect((await sent(hotline)).map(({ audience }) => audience)).toEqual([
    'engineer',
    'customer',
    'customer',
    'customer',
  ]);
  lookAtCustomers(hotline, 3);
});

test('pages that leave in one moment: each phone gets one text about all, and customers one each', async () => {
  await using hotline = await openHotline({
    directory: pagedBy('{ at: 0%, page: [engineer:anna, engineer:ben, supervisors], by: [sms] }'),
  });
  const { anna, ben, supervisor } = hotline.phones;
  hotline.line.settle = undefined;
  for (let index = 0; index < 4; index += 1) await openTicket(hotline, critical);
  await withCustomersWaiting(hotline, 6);
  await hotline.settle();
  for (const phone of [anna, ben, supervisor]) {
    expect(phone.sms()).toHaveLength(1);
    expect(phone.sms()[0]).toMatch(/^4 Tickets|^4 tickets/);
  }
  const all = await sent(hotline);
  expect(all.filter(({ isPage }) => isPage).map(({ to }) => to)).toHaveLength(3);
  expect(new Set(all.map(({ to }) => to)).size).toBe(all.length);
  lookAtCustomers(hotline, 6);
});
