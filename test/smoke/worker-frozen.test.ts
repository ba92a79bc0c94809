import { expect, onTestFinished, test, vi } from 'vitest';
import type { Database } from '../../src/platform/db/database.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { BY_PHONE, openTicket } from '../support/many-tickets.ts';
import { openWorkforce } from '../support/workers.ts';

const critical = { customerNumber: '100234', severity: 1, secondsAgo: 0 } as const;
const patiently = { timeout: 4_000 };

/** A process that stops as soon as it has written down that the carrier is to be asked, and before it asks. */
function stopsInTheMiddle(database: Database) {
  const stopped = Promise.withResolvers<void>();
  const waking = Promise.withResolvers<void>();
  onTestFinished(() => waking.resolve());
  let awake = true;
  const isAboutToAsk = async () => {
    const asked = await database.query(
      `select id from messages where status = 'sending' union all select id from calls where status = 'sending'`,
    );
    return asked.length > 0;
  };
  return {
    stopped: stopped.promise,
    wake: waking.resolve,
    database: {
      ...database,
      async transaction<T>(work: Parameters<typeof database.transaction<T>>[0]): Promise<T> {
        const result = await database.transaction<T>(work);
        if (awake && (await isAboutToAsk())) {
          awake = false;
          stopped.resolve();
        }
        if (!awake) await waking.promise;
        return result;
      },
    } satisfies Database,
  };
}

const sent = ({ line }: Hotline) =>
  line.carrier.texting.messages.filter(({ direction }) => direction === 'outbound-api').length;
const rung = ({ line }: Hotline) => line.carrier.legs.length;

const kinds = [
  { what: 'a text', directory: undefined, count: sent },
  { what: 'a call', directory: BY_PHONE, count: rung },
];

/** Two workers, of which one stops with a page in its hands. */
async function story(kind: (typeof kinds)[number]) {
  const hotline = await openHotline(kind.directory ? { directory: kind.directory } : {});
  hotline.line.settle = undefined;
  const { database, app, phones } = hotline;
  const workforce = openWorkforce(app.jobDeps, database);
  const inTheMiddle = stopsInTheMiddle(database);
  const stopped = await workforce.hire({ database: inTheMiddle.database });
  const other = await workforce.hire();
  const ticket = await openTicket(hotline, critical);
  await stopped.look();
  await inTheMiddle.stopped;
  return {
    hotline,
    workforce,
    ticket,
    stopped,
    other,
    wake: inTheMiddle.wake,
    count: () => kind.count(hotline),
    /** whatever has come is seen, and its report as well */
    async [Symbol.asyncDispose]() {
      // what the carrier has taken reaches the phone after its answer
      await hotline.line.idle();
      if (kind.directory) await phones.supervisor.rings();
      else if (kind.count(hotline) > 0) expect(phones.anna.sms()).toHaveLength(kind.count(hotline));
      await hotline[Symbol.asyncDispose]();
    },
  };
}

test.each(kinds)('a worker is killed with $what in hand: another asks for it within 5 s', async (kind) => {
  await using told = await story(kind);
  const { workforce, stopped, other, count } = told;
  // what the test itself takes counts as well, on the database's clock
  await workforce.pass(2, [other]);
  expect(count()).toBe(0);
  await workforce.pass(2.5, [other]);
  await expect.poll(count, patiently).toBe(1);
  await other.close();
  told.wake();
  await stopped.close();
});

test.each(kinds)('a frozen worker that wakes does not ask for $what that another asked for', async (kind) => {
  await using told = await story(kind);
  const { workforce, stopped, other, count } = told;
  await workforce.pass(5, [other]);
  await expect.poll(count, patiently).toBe(1);
  await other.close();
  await stopped.presence.beat();
  told.wake();
  await stopped.close();
  expect(count()).toBe(1);
});

test.each(kinds)('a worker on a machine that slept does not ask for $what either', async (kind) => {
  await using told = await story(kind);
  const { workforce, stopped, other, count } = told;
  await workforce.pass(3, [other, stopped]);
  await workforce.sleep(4, [other]);
  await workforce.pass(4, [other]);
  await expect.poll(count, patiently).toBe(1);
  await other.close();
  told.wake();
  await stopped.close();
  expect(count()).toBe(1);
});

test.each(kinds)('all workers were frozen: $what leaves once', async (kind) => {
  await using told = await story(kind);
  const { workforce, stopped, other, count } = told;
  await workforce.pass(60, []);
  await Promise.all([stopped.presence.beat(), other.presence.beat()]);
  told.wake();
  await expect.poll(() => stopped.look().then(count), patiently).toBe(1);
  await workforce.pass(5, [stopped, other]);
  await Promise.all([stopped.close(), other.close()]);
  expect(count()).toBe(1);
});

test('all workers were frozen, and the case was taken meanwhile: nobody is paged any more', async () => {
  await using told = await story(kinds[0] as (typeof kinds)[number]);
  const { hotline, workforce, ticket, stopped, other, count } = told;
  await workforce.pass(60, []);
  await hotline.api(`/tickets/${ticket.number}/acknowledge`, { by: 'anna' });
  await Promise.all([stopped.presence.beat(), other.presence.beat()]);
  told.wake();
  await stopped.close();
  await workforce.pass(5, [other]);
  await other.look();
  await other.close();
  expect(count()).toBe(0);
});

test.each(kinds)('the database paused: nobody is taken to be gone, $what leaves once', async (kind) => {
  await using told = await story(kind);
  const { hotline, workforce, stopped, other, count } = told;
  await workforce.pass(10, []);
  await other.presence.beat();
  expect(await hotline.database.query('select from workers')).toHaveLength(2);
  await stopped.presence.beat();
  told.wake();
  await workforce.pass(5, [stopped, other]);
  await expect.poll(() => other.look().then(count), patiently).toBe(1);
  await Promise.all([stopped.close(), other.close()]);
  expect(count()).toBe(1);
});

test('a worker that takes long keeps what it has in hand, as long as it is there', async () => {
  await using told = await story(kinds[0] as (typeof kinds)[number]);
  const { hotline, workforce, stopped, other, count } = told;
  for (let span = 0; span < 6; span += 1) {
    await workforce.pass(5, [stopped, other]);
    vi.setSystemTime(Date.now() + 5_000);
    await stopped.renew();
    await other.look();
  }
  expect(count()).toBe(0);
  told.wake();
  await Promise.all([stopped.close(), other.close()]);
  expect(count()).toBe(1);
  expect(await hotline.database.query(`select from timers where kind = 'send-message'`)).toEqual([]);
});

test('a worker that ends in good order hands on what it could not finish', async () => {
  await using told = await story(kinds[0] as (typeof kinds)[number]);
  const { workforce, stopped, other, count } = told;
  await stopped.presence.leave();
  await workforce.pass(0.5, [other]);
  await expect.poll(count, patiently).toBe(1);
  await other.close();
  told.wake();
  await stopped.close();
});

test('what another left behind is slow to begin: the worker says that it is there all the same', async () => {
  await using told = await story(kinds[0] as (typeof kinds)[number]);
  const { workforce, stopped, other, count } = told;
  const slow = await workforce.hire({}, () => new Promise(() => {}));
  await stopped.presence.leave();
  await workforce.pass(3, [slow, other]);
  expect(slow.presence.current().holds()).toBe(true);
  await expect.poll(() => other.look().then(count), patiently).toBe(1);
  await Promise.all([slow.close(), other.close()]);
  told.wake();
  await stopped.close();
});
