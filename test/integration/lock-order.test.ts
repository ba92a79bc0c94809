import type pg from 'pg';
import { expect, test } from 'vitest';
import { lockCall } from '../../src/domain/calls/call-store.ts';
import { lockTicket } from '../../src/domain/tickets/ticket-store.ts';
import { addEvent } from '../../src/domain/tickets/timeline-store.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import type { Call } from '../support/phone.ts';
import { ERIKA_PIN, openCase } from '../support/stories.ts';
import { waiting } from '../support/waits.ts';

/** Each statement of a transaction, as it is answered; `after` may keep its transaction waiting with all that it holds. */
function watchTransactions(pool: pg.Pool, after: (sql: string, values: unknown[]) => Promise<void>) {
  const faults: string[] = [];
  const watched = new WeakSet<pg.PoolClient>();
  const connect = pool.connect.bind(pool) as (then?: unknown) => Promise<pg.PoolClient>;
  pool.connect = (async (then?: unknown) => {
    // a statement outside of any transaction: the pool asks by callback
    if (then !== undefined) return connect(then);
    const client = await connect();
    if (watched.has(client)) return client;
    watched.add(client);
    const query = client.query.bind(client) as (
      statement: pg.QueryConfig,
      ...more: never[]
    ) => Promise<pg.QueryResult>;
    client.query = (async (statement: pg.QueryConfig, ...more: never[]) => {
      if (more.length > 0 || typeof statement === 'string') return query(statement, ...more);
      try {
        const result = await query(statement);
        await after(statement.text, statement.values ?? []);
        return result;
      } catch (error) {
        faults.push((error as { code?: string }).code ?? String(error));
        throw error;
      }
    }) as typeof client.query;
    return client;
  }) as typeof pool.connect;
  return faults;
}

/** Resolves for both as soon as both have come; what nobody waits for any more is opened. */
function meetingPoint() {
  const met = Promise.withResolvers<void>();
  const come = new Set<string>();
  return {
    open: () => met.resolve(),
    async arrive(who: string): Promise<void> {
      come.add(who);
      if (come.size === 2) met.resolve();
      await met.promise;
    },
  };
}

/** Erika holds the line; Anna's phone has asked her. */
async function callerOnHold(hotline: Hotline): Promise<{ caller: Call; engineer: Call }> {
  const { erika, anna } = hotline.phones;
  const caller = await openCase(erika, { pin: ERIKA_PIN, severity: 1 });
  await caller.press('1');
  await anna.sendSms('C 4711');
  anna.sms();
  return { caller, engineer: await (await anna.rings()).answer() };
}

const CALLER: Record<string, (call: Call) => Promise<void>> = {
  'wants a callback': (call) => call.press('2'),
  'says nothing': (call) => call.silence(),
  'hangs up': (call) => call.hangUp(),
};

const ENGINEER: Record<string, (call: Call, hotline: Hotline) => Promise<unknown>> = {
  'presses 1': (call) => call.press('1'),
  'presses 3': (call) => call.press('3'),
  'writes the answer': (_call, { phones }) => phones.anna.sendSms('D 4711 gelöst'),
  'hangs up': (call) => call.hangUp(),
};

const PAIRS = Object.keys(CALLER).flatMap((caller) =>
  Object.keys(ENGINEER).map((engineer) => [caller, engineer] as const),
);

test.each(PAIRS)(
  'the caller on hold %s while the engineer %s: nobody waits in a ring',
  async (callerDoes, engineerDoes) => {
    await using hotline = await openHotline();
    const { caller, engineer } = await callerOnHold(hotline);
    const meeting = meetingPoint();
    // each keeps what it locked first until the other has its own: in a ring, neither could ever go on
    const faults = watchTransactions(hotline.database.pool, async (sql, values) => {
      const isLock = / for (no key )?update$/.test(sql);
      if (isLock && sql.includes('from calls') && values[0] === caller.sid) await meeting.arrive('caller');
      if (isLock && sql.includes('from tickets')) await meeting.arrive('ticket');
      // where they do not meet, because one needed nothing of the other's, nobody is kept waiting
      if (sql === 'commit') meeting.open();
    });
    await Promise.all([CALLER[callerDoes]?.(caller), ENGINEER[engineerDoes]?.(engineer, hotline)]);
    expect(faults).toEqual([]);
    await hotline.settle();
    for (const phone of Object.values(hotline.phones)) {
      phone.sms();
      while (!(await phone.isQuiet())) await phone.rings();
    }
  },
);

test('a key on hold and an engineer’s 1 at once, many times over: no ring, whoever is first', async () => {
  await using hotline = await openHotline();
  const faults = watchTransactions(hotline.database.pool, async () => {});
  const { erika, anna, ben } = hotline.phones;
  for (let round = 0; round < 8; round += 1) {
    const caller = await openCase(erika, { pin: ERIKA_PIN, severity: 1 });
    await caller.press('1');
    const number = String(4711 + round);
    await anna.sendSms(`C ${number}`);
    const engineer = await (await anna.rings()).answer();
    await Promise.all([caller.press('2'), engineer.press('1')]);
    if (!caller.over) await caller.hangUp();
    if (!engineer.over) await engineer.hangUp();
    await hotline.api(`/tickets/${number}/answer`, { engineer: 'anna', text: 'Lizenz erneuert' });
    for (const phone of [erika, anna, ben]) {
      phone.sms();
      while (!(await phone.isQuiet())) await phone.rings();
    }
  }
  expect(faults).toEqual([]);
});

test('a row that names a locked leg or ticket is written without waiting', async () => {
  await using hotline = await openHotline();
  await callerOnHold(hotline);
  const { database } = hotline;
  const [held] = await database.query<{ id: string; number: string }>(
    `select calls.id, tickets.number from calls join tickets on tickets.call_id = calls.id`,
  );
  if (!held) throw new Error('nobody is on hold');
  const now = new Date();
  await database.transaction(async (holding) => {
    await lockCall(holding, held.id);
    await lockTicket(holding, held.number);
    await database.transaction(async (writing) => {
      await writing.query(`set local lock_timeout = '1ms'`);
      await addEvent(writing, held.number, { at: now, kind: 'waiting', actor: 'caller' });
      await writing.query(
        `insert into call_events (call_id, at, kind, state, detail) values ($1, $2, 'status', 'waiting', '{}')`,
        [held.id, now],
      );
    });
  });
  const { timeline } = await hotline.ticket(held.number);
  expect(timeline.filter(({ kind }) => kind === 'waiting')).toHaveLength(2);
});

test('who decides about a ticket holds it, and who serves a leg holds it', async () => {
  await using hotline = await openHotline();
  await callerOnHold(hotline);
  const { database } = hotline;
  const [held] = await database.query<{ id: string; number: string }>(
    `select calls.id, tickets.number from calls join tickets on tickets.call_id = calls.id`,
  );
  if (!held) throw new Error('nobody is on hold');
  const others: Promise<unknown>[] = [];
  await database.transaction(async (first) => {
    await lockCall(first, held.id);
    await lockTicket(first, held.number);
    others.push(database.transaction((tx) => lockCall(tx, held.id)));
    await expect.poll(() => waiting(database)).toHaveLength(1);
    others.push(database.transaction((tx) => lockTicket(tx, held.number)));
    await expect.poll(() => waiting(database)).toHaveLength(2);
  });
  await Promise.all(others);
});
