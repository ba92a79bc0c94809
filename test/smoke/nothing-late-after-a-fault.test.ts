import { expect, test, vi } from 'vitest';
import type { Database, Tx } from '../../src/platform/db/database.ts';
import { HotlineError } from '../../src/platform/errors.ts';
import { createWorker } from '../../src/worker/worker.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { BY_PHONE, openTicket } from '../support/many-tickets.ts';
import { criticalCase, ERIKA_PIN, GRACE_PIN, openCase } from '../support/stories.ts';

const critical = { customerNumber: '100234', severity: 1, secondsAgo: 0 } as const;
const high = { customerNumber: '200415', severity: 2, secondsAgo: 0 } as const;
const CUT = new HotlineError('database-unavailable', 'the connection was cut');

/** When the carrier was asked for calls, seconds from now. */
function watchDialling({ app }: Hotline): () => number[] {
  const begin = Date.now();
  const at: number[] = [];
  const { startCall } = app.carrier;
  vi.spyOn(app.carrier, 'startCall').mockImplementation((call) => {
    at.push((Date.now() - begin) / 1_000);
    return startCall(call);
  });
  return () => at;
}

/**
 * A database whose connection is cut when some statement has been carried out, and before its answer, or its commit's, is
 * there; once, and from then on only when it is told to.
 */
function cutAfter(database: Database, statement: string): Database {
  let left = 1;
  const isMeant = (sql: string) => left > 0 && sql.includes(statement);
  const cut = (): never => {
    left = 0;
    throw CUT;
  };
  return Object.create(database, {
    query: {
      value: async (sql: string, params?: readonly unknown[]) => {
        const meant = isMeant(sql);
        const rows = await database.query(sql, params);
        return meant ? cut() : rows;
      },
    },
    transaction: {
      value: async <T>(work: (tx: Tx) => Promise<T>) => {
        let meant = false;
        const result = await database.transaction((tx) => {
          const query: Tx['query'] = (sql, params) => {
            meant ||= isMeant(sql);
            return tx.query(sql, params);
          };
          return work({ timers: tx.timers, query });
        });
        return meant ? cut() : result;
      },
    },
  });
}

/** Everything that is due is done by a worker whose connection is cut, until something is seen. */
async function workOver(
  { app: { jobDeps } }: Hotline,
  database: Database,
  see: () => unknown,
  wanted: unknown,
): Promise<void> {
  const worker = createWorker({ ...jobDeps, database }, 10);
  const lookAndSee = async () => {
    await worker.look().catch(() => {});
    return see();
  };
  await expect.poll(lookAndSee).toEqual(wanted);
  await worker.close();
}

test('the carrier leaves a page by call open: it is asked again soon for ten seconds, and then more seldom', async () => {
  await using hotline = await openHotline({ directory: BY_PHONE });
  const dialled = watchDialling(hotline);
  hotline.line.failNext({ path: 'Calls', times: 5, failure: 'reset' });
  await openTicket(hotline, critical);
  await hotline.pass({ seconds: 40 });
  expect(dialled()).toEqual([0, 1.5, 3, 4.5, 6, 9]);
  await hotline.phones.supervisor.rings();
});

test('the carrier takes calls again: a page that it had left open goes with the first one', async () => {
  await using hotline = await openHotline({ directory: BY_PHONE });
  const dialled = watchDialling(hotline);
  hotline.line.failNext({ path: 'Calls', times: 6, failure: 500 });
  await openTicket(hotline, critical);
  await hotline.pass({ seconds: 12 });
  expect(dialled()).toEqual([0, 1.5, 3, 4.5, 6, 9]);
  await openTicket(hotline, high);
  await hotline.settle();
  expect(dialled()).toEqual([0, 1.5, 3, 4.5, 6, 9, 12, 12]);
  await hotline.phones.supervisor.rings();
  await hotline.phones.supervisor.rings();
});

test('a page that was left open only just now waits for its first webhook, whatever else the carrier takes', async () => {
  await using hotline = await openHotline({ directory: BY_PHONE });
  const dialled = watchDialling(hotline);
  hotline.line.failNext({ path: 'Calls', times: 1, failure: 500 });
  await openTicket(hotline, critical);
  await hotline.pass({ seconds: 1 });
  await openTicket(hotline, high);
  await hotline.settle();
  expect(dialled()).toEqual([0, 1]);
  await hotline.pass({ seconds: 1 });
  expect(dialled()).toEqual([0, 1, 1.5]);
  await hotline.phones.supervisor.rings();
  await hotline.phones.supervisor.rings();
});

test("a customer's phone does not ring twice: a call to one that was left open is asked for again only after 20 seconds", async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('C');
  anna.sms();
  const engineer = await (await anna.rings()).answer();
  const dialled = watchDialling(hotline);
  hotline.line.failNext({ path: 'Calls', times: 1, failure: 'reset' });
  await engineer.press('1');
  await hotline.pass({ seconds: 19 });
  expect(dialled()).toEqual([0]);
  await hotline.pass({ seconds: 1 });
  expect(dialled()).toEqual([0, 20]);
  await (await (await erika.rings()).answer()).press('1');
  expect(engineer.joined).toBe(true);
});

test('the connection is cut as a leg is chosen: nobody would ask for it, so it is chosen again at once', async () => {
  await using hotline = await openHotline({ directory: BY_PHONE });
  hotline.line.settle = undefined;
  await openTicket(hotline, critical);
  const dialled = watchDialling(hotline);
  const database = cutAfter(hotline.database, `update calls set status = 'sending'`);
  await workOver(hotline, database, () => dialled().length, 1);
  hotline.line.settle = hotline.doDueWork;
  await hotline.pass({ seconds: 25 });
  expect(dialled()).toHaveLength(1);
  await hotline.phones.supervisor.rings();
});

test('the connection is cut as a text is chosen: it leaves at once, and once', async () => {
  await using hotline = await openHotline();
  const { anna } = hotline.phones;
  hotline.line.settle = undefined;
  await openTicket(hotline, critical);
  const database = cutAfter(hotline.database, `update messages set status = 'sending'`);
  await workOver(hotline, database, () => anna.sms().length, 1);
  hotline.line.settle = hotline.doDueWork;
  await hotline.pass({ seconds: 25 });
  expect(anna.sms()).toHaveLength(1);
});

test("the connection is cut before the carrier's yes is noted: it is noted later, and the phone rings once", async () => {
  await using hotline = await openHotline({ directory: BY_PHONE });
  hotline.line.settle = undefined;
  hotline.line.holdBack('/twilio/voice/status');
  await openTicket(hotline, critical);
  const dialled = watchDialling(hotline);
  const database = cutBefore(hotline.database, 'set sid = ');
  const leg = () => hotline.database.query('select status, sid is not null as named from calls');
  await workOver(hotline, database, leg, [{ status: 'queued', named: true }]);
  hotline.line.settle = hotline.doDueWork;
  await hotline.pass({ seconds: 25 });
  expect(dialled()).toHaveLength(1);
  await hotline.phones.supervisor.rings();
});

/** A database whose connection is cut as some statement is under way: its transaction is undone. Once. */
function cutBefore(database: Database, statement: string): Database {
  let left = 1;
  return Object.create(database, {
    transaction: {
      value: <T>(work: (tx: Tx) => Promise<T>) =>
        database.transaction((tx) =>
          work({
            timers: tx.timers,
            query: async (sql, params) => {
              if (left > 0 && sql.includes(statement)) {
                left = 0;
                throw CUT;
              }
              return tx.query(sql, params);
            },
          }),
        ),
    },
  });
}

test('the connection is cut as due work is taken in hand: it is begun at once, and not when a lease is over', async () => {
  await using hotline = await openHotline({ directory: BY_PHONE });
  hotline.line.settle = undefined;
  await openTicket(hotline, critical);
  const database = cutAfter(hotline.database, 'update timers set due_at = $2, attempts');
  await workOver(hotline, database, () => hotline.line.carrier.legs.length, 1);
  hotline.line.settle = hotline.doDueWork;
  await hotline.phones.supervisor.rings();
});

test.each([1, 40])(
  'the report of the end of a call of %i seconds is lost: whoever waits for that phone is rung at once',
  async (seconds) => {
    await using hotline = await openHotline();
    const { erika, grace, anna, ben } = hotline.phones;
    await (await openCase(erika, { pin: ERIKA_PIN, severity: 2 })).hangUp();
    await (await openCase(grace, { pin: GRACE_PIN, severity: 2 })).hangUp();
    await anna.sendSms('C 4711');
    await anna.sendSms('C 4712');
    anna.sms();
    const first = await (await anna.rings()).answer();
    await hotline.pass({ seconds });
    hotline.line.holdBack('/twilio/voice/status');
    await first.hangUp();
    await hotline.pass({ seconds: 3 });
    const second = await (await anna.rings()).answer();
    expect(second.heard()).toContain('4 7 1 2');
    await ben.rings();
    ben.sms();
  },
);

test('the report of the end of a call was lost before anybody waited for that phone: who comes now is rung within a second', async () => {
  await using hotline = await openHotline();
  const { erika, grace, anna, ben } = hotline.phones;
  await (await openCase(erika, { pin: ERIKA_PIN, severity: 2 })).hangUp();
  await anna.sendSms('C 4711');
  const first = await (await anna.rings()).answer();
  hotline.line.holdBack('/twilio/voice/status');
  await first.hangUp();
  await (await openCase(grace, { pin: GRACE_PIN, severity: 2 })).hangUp();
  await anna.sendSms('C 4712');
  await hotline.pass({ seconds: 1 });
  const second = await (await anna.rings()).answer();
  expect(second.heard()).toContain('4 7 1 2');
  anna.sms();
  await ben.rings();
  ben.sms();
});

test('a call that is to stop ringing, and the carrier fails: it is asked again after a second', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await hotline.pass({ minutes: 3 });
  const ring = await anna.rings();
  hotline.line.failNext({ path: 'Calls/', times: 1, failure: 500 });
  await anna.sendSms('A');
  await hotline.pass({ seconds: 2 });
  expect(ring.status).toBe('canceled');
  anna.sms();
});
