import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Duration } from 'luxon';
import { describe, expect, test, vi } from 'vitest';
import { listRemedies, writeRemedy } from '../../src/domain/monthly-reports/report-store.ts';
import { erasePerson } from '../../src/domain/privacy/erase-person.ts';
import { exportPerson } from '../../src/domain/privacy/export-person.ts';
import { keepRetention, lookAtRetention } from '../../src/domain/privacy/keep-retention.ts';
import { findPerson, type Person } from '../../src/domain/privacy/person.ts';
import type { Sought } from '../../src/domain/privacy/person-store.ts';
import type { Retention } from '../../src/domain/privacy/retention.ts';
import { findRecording } from '../../src/domain/recordings/recording-store.ts';
import { addAuditEntry } from '../../src/domain/users/audit-trail-store.ts';
import { OPERATOR } from '../../src/domain/users/operator.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { createLogger, type Logger } from '../../src/platform/log.ts';
import { ensureTimer, setTimer } from '../../src/platform/timers/timer-store.ts';
import { readGauges } from '../../src/web/health/metrics-store.ts';
import { TENDING_SUBJECT } from '../../src/worker/jobs/nightly-maintenance.ts';
import { sweep } from '../../src/worker/run-timer.ts';
import { runInvariants } from '../../src/worker/watchdog/run-invariants.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { describedCase } from '../support/stories.ts';

/** A colleague reports something in writing. */
const MAX_REPORTS = {
  channel: 'portal',
  customer: '100234',
  contact: 'Max Muster',
  severity: 3,
  kind: 'problem',
};

const USUAL: Retention = {
  recordings: Duration.fromISO('P90D'),
  messages: Duration.fromISO('P180D'),
  calls: Duration.fromISO('P2Y'),
  tickets: Duration.fromISO('P3Y'),
  audit: Duration.fromISO('P3Y'),
};
const ERIKA = '+493023125101';

/** Erika's described case, acknowledged and answered by Anna, who names her in her answer. */
async function answeredCase(hotline: Hotline): Promise<{ sid: string; number: string }> {
  const sid = await describedCase(hotline);
  const { number } = await hotline.ticket();
  await hotline.api(`/tickets/${number}/acknowledge`, { by: 'anna' });
  const text = `Told Erika Beispiel at ${ERIKA} what to do.`;
  await hotline.api(`/tickets/${number}/answer`, { by: 'anna', text });
  await lookAway(hotline);
  return { sid, number };
}

async function lookAway({ phones, line }: Hotline): Promise<void> {
  await line.idle();
  for (const phone of Object.values(phones)) phone.newSms();
  for (const leg of line.carrier.legs.filter(({ direction }) => direction !== 'inbound'))
    if (!line.phone(leg.phone).hasSeen(leg)) await line.phone(leg.phone).rings();
}

/** Jumps there, without living through what lies between. */
const jump = (iso: string) => vi.setSystemTime(new Date(iso));
const keep = ({ database }: Hotline, retention = USUAL) =>
  keepRetention(database, retention, OPERATOR, new Date());

async function personOf({ database }: Hotline, sought: Sought): Promise<Person> {
  const found = await findPerson(database, sought);
  if (!('person' in found)) throw new Error(`nobody is meant: ${found.refused}`);
  return found.person;
}

const erase = async (hotline: Hotline, person: Person, closeOpen = false) => {
  const erasure = await hotline.database.transaction((tx) =>
    erasePerson({ tx, now: new Date() }, person, { by: OPERATOR, closeOpen, pins: hotline.app.pins }),
  );
  await hotline.doDueWork();
  vi.setSystemTime(Date.now() + 60_000);
  await hotline.doDueWork();
  return erasure;
};

/** Everything in the database, as text. */
async function dump(database: Database): Promise<Record<string, string>> {
  const tables = await database.query<{ name: string }>(
    `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const texts = tables.map(async ({ name }) => {
    const { rows } = await database.pool.query(
      `select coalesce(string_agg(t::text, e'\\n'), '') as all from ${name} t`,
    );
    return [name, String(rows[0].all)] as const;
  });
  return Object.fromEntries(await Promise.all(texts));
}

const tablesWith = async (database: Database, mark: string) =>
  Object.entries(await dump(database))
    .filter(([, text]) => text.includes(mark))
    .map(([name]) => name);

describe('periods', () => {
  test('end recordings first, then calls, then what is personal in tickets; the figures stay', async () => {
    await using hotline = await openHotline();
    const { sid, number } = await answeredCase(hotline);
    const before = await hotline.ticket(number);
    jump('2027-02-20T10:00:00Z');
    expect((await keep(hotline)).forgotten).toMatchObject({ recordings: 0, messages: 0, calls: 0 });
    jump('2027-02-22T10:00:00Z');
    expect(await lookAtRetention(hotline.database, USUAL, { now: new Date(), upTo: null })).toMatchObject({
      recordings: 1,
      calls: 0,
    });
    expect((await keep(hotline)).forgotten.recordings).toBe(1);
    await hotline.doDueWork();
    expect((await findRecording(hotline.database, sid))?.state).toBe('deleted');
    expect(await readdir(join(hotline.app.config.dataDir, 'recordings/2026-11'))).toEqual([]);
    jump('2027-06-01T10:00:00Z');
    expect((await keep(hotline)).forgotten.messages).toBeGreaterThan(0);
    jump('2028-12-01T10:00:00Z');
    expect((await keep(hotline)).forgotten).toMatchObject({ calls: 1, tickets: 0 });
    jump('2029-12-01T10:00:00Z');
    expect((await keep(hotline)).forgotten).toMatchObject({ calls: 0, tickets: 1 });
    expect((await keep(hotline)).forgotten).toMatchObject({ calls: 0, tickets: 0 });
    const after = await hotline.ticket(number);
    for (const fact of [
      'severity',
      'status',
      'openedAt',
      'respondBy',
      'answeredAt',
      'answeredBy',
      'late',
    ] as const)
      expect(after[fact]).toEqual(before[fact]);
    expect(after).toMatchObject({ contact: null, callbackNumber: null, customer: { number: '100234' } });
    expect(JSON.stringify(after.timeline)).not.toContain('Told');
    // the registry names her as long as she has her seat
    expect(await tablesWith(hotline.database, ERIKA)).toEqual(['contacts']);
  });

  test('never end what an open ticket needs', async () => {
    await using hotline = await openHotline();
    const sid = await describedCase(hotline);
    await lookAway(hotline);
    jump('2036-12-01T10:00:00Z');
    expect((await keep(hotline)).forgotten).toMatchObject({
      recordings: 0,
      messages: 0,
      calls: 0,
      tickets: 0,
    });
    expect((await findRecording(hotline.database, sid))?.state).toBe('deleted-at-carrier');
    await hotline.line.idle();
    await lookAway(hotline);
  });

  test('of "none" never end', async () => {
    await using hotline = await openHotline();
    await answeredCase(hotline);
    jump('2056-12-01T10:00:00Z');
    const never = { recordings: null, messages: null, calls: null, tickets: null, audit: null };
    expect((await keep(hotline, never)).forgotten).toEqual({
      recordings: 0,
      messages: 0,
      calls: 0,
      tickets: 0,
      audit: 0,
    });
  });

  test('are kept to every night, and it is on record', async () => {
    await using hotline = await openHotline({ env: { RETENTION_RECORDINGS: 'P1D' } });
    const { sid } = await answeredCase(hotline);
    await hotline.database.query(
      `insert into idempotency_keys (key, fingerprint, created_at) values ('<mail@musterwerk.example>', '', '2026-10-20')`,
    );
    await hotline.database.transaction((tx) =>
      ensureTimer(tx, { kind: 'tend-data', subject: TENDING_SUBJECT, dueAt: new Date() }),
    );
    await hotline.doDueWork();
    const next = async () =>
      (
        await hotline.database.query<{ dueAt: Date }>(
          `select due_at as "dueAt" from timers where kind = 'tend-data'`,
        )
      )[0]?.dueAt;
    // three in the night of Munich
    expect(await next()).toEqual(new Date('2026-11-24T02:00:00Z'));
    for (const night of ['2026-11-24T02:00:00Z', '2026-11-25T02:00:00Z']) {
      jump(night);
      while ((await sweep(hotline.app.jobDeps, 100)) > 0);
    }
    expect((await findRecording(hotline.database, sid))?.state).toBe('deleted');
    expect(await hotline.database.query('select from idempotency_keys')).toEqual([]);
    const entries = await hotline.database.query(
      `select user_kind as kind, user_name as by, detail -> 'recordings' as recordings from audit_entries where action = 'retention-kept' order by id`,
    );
    expect(entries).toEqual([0, 0, 1].map((recordings) => ({ kind: 'service', by: 'hotline', recordings })));
  });

  test('a part of the night’s work that fails is named, holds up no other, and comes again the next night', async () => {
    const said: object[] = [];
    const log = {
      error: (fields: object) => said.push(fields),
      info() {},
      warn() {},
      debug() {},
    } as unknown as Logger;
    await using hotline = await openHotline({ env: { RETENTION_RECORDINGS: 'P1D' } });
    const { database, app } = hotline;
    await database.query(
      `alter table audit_entries add constraint broken check (action <> 'retention-kept')`,
    );
    await database.transaction((tx) =>
      ensureTimer(tx, { kind: 'tend-data', subject: TENDING_SUBJECT, dueAt: new Date() }),
    );
    while ((await sweep({ ...app.jobDeps, log }, 100)) > 0);
    expect(said).toEqual([expect.objectContaining({ part: 'retention' })]);
    const nights = await database.query(`select due_at as "dueAt" from timers where kind = 'tend-data'`);
    expect(nights).toEqual([{ dueAt: new Date('2026-11-24T02:00:00Z') }]);
    const compared = await database.query('select checked_at as "checkedAt" from ledger_state');
    expect(compared).toEqual([{ checkedAt: new Date() }]);
  });

  test('a night’s work that three workers did not survive is left for the next night', async () => {
    const said: object[] = [];
    const log = { error: (fields: object) => said.push(fields) } as unknown as Logger;
    await using hotline = await openHotline();
    const { database, app } = hotline;
    const deps = { ...app.jobDeps, log };
    await database.query(
      `insert into timers (kind, subject, due_at, attempts) values ('tend-data', $1, $2, 3)`,
      [TENDING_SUBJECT, new Date()],
    );
    await sweep(deps, 100);
    expect(said).toEqual([{ attempts: 4 }]);
    const nights = await database.query(
      `select due_at as "dueAt", attempts from timers where kind = 'tend-data'`,
    );
    expect(nights).toEqual([{ dueAt: new Date('2026-11-24T02:00:00Z'), attempts: 0 }]);
    const kept = `select from audit_entries where action = 'retention-kept'`;
    expect(await database.query(kept)).toEqual([]);
    jump('2026-11-24T02:00:00Z');
    await sweep(app.jobDeps, 100);
    expect(await database.query(kept)).toHaveLength(1);
  });

  test('nothing is deleted by a clock that leapt in the night, and all the next night if it still says so', async () => {
    const warned: object[] = [];
    const log = {
      warn: (fields: object) => warned.push(fields),
      error() {},
      info() {},
      debug() {},
    } as unknown as Logger;
    await using hotline = await openHotline({ env: { RETENTION_RECORDINGS: 'P3D' } });
    const { sid } = await answeredCase(hotline);
    const { database, app } = hotline;
    const night = async (iso: string) => {
      jump(iso);
      await database.transaction((tx) =>
        setTimer(tx, { kind: 'tend-data', subject: TENDING_SUBJECT, dueAt: new Date() }),
      );
      while ((await sweep({ ...app.jobDeps, log }, 100)) > 0);
      const said = await database.query<{ action: string }>(
        `select action from audit_entries where action like 'retention-%' order by id`,
      );
      return said.map(({ action }) => action);
    };
    const kept = async () => (await findRecording(database, sid))?.state;
    expect(await night('2026-11-24T02:00:00Z')).toEqual(['retention-kept']);
    expect(await night('2027-11-25T02:00:00Z')).toEqual(['retention-kept', 'retention-waited']);
    expect(warned).toContainEqual(
      expect.objectContaining({ at: new Date(), lastNight: new Date('2026-11-24T02:00:00Z') }),
    );
    expect(await kept()).toBe('deleted-at-carrier');
    // set right again
    expect((await night('2026-11-25T02:00:00Z')).at(-1)).toBe('retention-kept');
    expect(await kept()).toBe('deleted-at-carrier');
    // two nights were missed, and time did pass
    expect((await night('2026-11-28T20:00:00Z')).at(-1)).toBe('retention-waited');
    expect((await night('2026-11-29T02:00:00Z')).at(-1)).toBe('retention-kept');
    expect(await kept()).toBe('deleted');
  });

  test('of one class that cannot be kept to hold up no other, and it is known since when', async () => {
    await using hotline = await openHotline();
    await answeredCase(hotline);
    const { database } = hotline;
    const keptSeconds = async () => (await readGauges(database, new Date())).retentionKeptSeconds;
    jump('2029-12-01T10:00:00Z');
    expect((await keep(hotline)).failed).toEqual([]);
    await addAuditEntry(database, OPERATOR, { action: 'searched' }, new Date('2020-01-01T00:00:00Z'));
    await database.query(
      `insert into messages (id, direction, audience, from_number, to_number, body, status, created_at)
       values (gen_random_uuid(), 'inbound', 'customer', '+4930111', '+4930222', 'held fast', 'received', '2026-01-01')`,
    );
    await database.query('create table held (message uuid references messages (id))');
    await database.query('insert into held select id from messages');
    jump('2029-12-05T10:00:00Z');
    const kept = await keep(hotline);
    expect(kept.failed).toMatchObject([{ dataClass: 'messages' }]);
    expect(kept.forgotten).toMatchObject({ messages: 0, audit: 1 });
    expect(await keptSeconds()).toBe(4 * 86_400);
    await database.query('drop table held');
    await keep(hotline);
    expect(await keptSeconds()).toBe(0);
  });

  test('of the audit trail end after a year at the soonest, whoever asks', async () => {
    await using hotline = await openHotline();
    const { database } = hotline;
    await addAuditEntry(database, OPERATOR, { action: 'searched' }, new Date('2020-01-01T00:00:00Z'));
    // the year is counted by the database's clock, whatever day it is in this story
    const [{ now } = { now: new Date() }] = await database.query<{ now: Date }>('select now()');
    await addAuditEntry(database, OPERATOR, { action: 'listened' }, now);
    expect((await keep(hotline)).forgotten.audit).toBe(1);
    await expect(database.query('delete from audit_entries')).rejects.toThrow('only ever added to');
    await expect(database.query('update audit_entries set subject = null')).rejects.toThrow(
      'only ever added to',
    );
    await expect(database.query('truncate audit_entries')).rejects.toThrow('only ever added to');
  });
});

describe('a person who asks to be erased', () => {
  test('leaves no trace in the database, the storage, or at the carrier', async () => {
    await using hotline = await openHotline();
    const { sid, number } = await answeredCase(hotline);
    const { database, line } = hotline;
    expect(await tablesWith(database, ERIKA)).not.toEqual([]);
    const file = join(hotline.app.config.dataDir, `recordings/2026-11/${sid}.wav`);
    expect(existsSync(file)).toBe(true);
    await lookAway(hotline);
    expect(await erase(hotline, await personOf(hotline, { number: ERIKA }))).toMatchObject({
      erased: { calls: 1, tickets: 1, recordings: 1 },
    });
    for (const mark of ['Erika', 'Beispiel,', ERIKA, ERIKA.slice(3)])
      expect(await tablesWith(database, mark), mark).toEqual([]);
    expect(existsSync(file)).toBe(false);
    expect(line.carrier.legs.filter(({ from }) => from === ERIKA)).toEqual([]);
    expect(line.carrier.texting.messages.filter(({ from, to }) => [from, to].includes(ERIKA))).toEqual([]);
    expect(await hotline.ticket(number)).toMatchObject({ status: 'answered', contact: null, severity: 1 });
    const [entry] = await database.query(
      `select subject, detail from audit_entries where action = 'person-erased'`,
    );
    expect(entry).toMatchObject({ detail: { calls: 1, tickets: 1, recordings: 1 } });
  });

  test('whom the carrier will not forget is asked for now and then, while all is well otherwise', async () => {
    const lines: { level: number; msg: string }[] = [];
    const log = createLogger('warn', {
      readable: false,
      destination: { write: (line) => void lines.push(JSON.parse(line)) },
    });
    await using hotline = await openHotline({ log });
    await answeredCase(hotline);
    const { database, line, app } = hotline;
    const { faultiness, texting } = line.carrier;
    const theirs = () => texting.messages.filter(({ from, to }) => [from, to].includes(ERIKA)).length;
    line.failNext({ path: 'Messages/', times: 1_000, failure: 403 });
    await erase(hotline, await personOf(hotline, { number: ERIKA }));
    await hotline.pass({ hours: 1 });
    const [waiting] = await database.query<{ tries: number; orders: number }>(
      `select max(attempts) as tries, count(*)::int as orders from timers where kind = 'erase-at-carrier'`,
    );
    expect(waiting?.orders).toBeGreaterThanOrEqual(theirs());
    expect(theirs()).toBeGreaterThan(0);
    expect(waiting?.tries).toBe(6);
    expect(lines.some(({ level, msg }) => level === 50 && msg.includes('has not deleted'))).toBe(true);
    expect(await runInvariants(app.jobDeps)).toBe(true);
    faultiness.forget();
    await hotline.pass({ hours: 1 });
    expect(theirs()).toBe(0);
    expect(await database.query(`select from timers where kind = 'erase-at-carrier'`)).toEqual([]);
  });

  test('leaves no recording that was stored and not noted, since its worker was killed in between', async () => {
    await using hotline = await openHotline();
    const { storage } = hotline.app.jobDeps;
    const keepAll = storage.keep;
    storage.keep = async (...given) => {
      await keepAll(...given);
      throw new Error('killed');
    };
    const { sid } = await answeredCase(hotline);
    storage.keep = keepAll;
    const file = join(hotline.app.config.dataDir, `recordings/2026-11/${sid}.wav`);
    expect(existsSync(file)).toBe(true);
    expect((await findRecording(hotline.database, sid))?.stored).toBeNull();
    expect(await erase(hotline, await personOf(hotline, { number: ERIKA }))).toMatchObject({
      erased: { recordings: 1 },
    });
    expect((await findRecording(hotline.database, sid))?.state).toBe('deleted');
    expect(existsSync(file)).toBe(false);
  });

  test('is blotted out of what was noted about a colleague, however the name is written', async () => {
    const name = 'Erika "Rika" Beispiel';
    await using hotline = await openHotline({
      directory: (usual) => usual.replace('Erika Beispiel', `'${name}'`),
    });
    const { database } = hotline;
    await hotline.api('/tickets', { ...MAX_REPORTS, description: `Ask ${name}.` });
    const { number } = await hotline.ticket();
    await hotline.api(`/tickets/${number}/progress`, { by: 'anna', text: `${name} knows more.` });
    await lookAway(hotline);
    // what a monthly report tells of a missed deadline
    const text = `We call ${name}, too.`;
    const missed = { ticketNumber: number, dueAt: new Date() };
    const remedy = { ...missed, text, writtenBy: 'Tessa', writtenAt: new Date() };
    await writeRemedy(database, remedy, null);
    expect(await erase(hotline, await personOf(hotline, { number: ERIKA }))).toHaveProperty('erased');
    expect(await tablesWith(database, 'Rika')).toEqual([]);
    expect(await listRemedies(database, [number])).toMatchObject([{ text: 'We call …, too.' }]);
    const [noted] = await database.query(`select detail from ticket_events where kind = 'progress'`);
    expect(noted).toEqual({ detail: { text: '… knows more.', told: true } });
    await lookAway(hotline);
  });

  test.each(['True', 'Text', 'Told'])(
    'who is called %s is blotted out of what was written, and nothing else',
    async (name) => {
      await using hotline = await openHotline({
        directory: (usual) => usual.replace('Erika Beispiel', `'${name}'`),
      });
      const { database } = hotline;
      await hotline.api('/tickets', { ...MAX_REPORTS, description: `Ask ${name}.` });
      const { number } = await hotline.ticket();
      await hotline.api(`/tickets/${number}/progress`, {
        by: 'anna',
        text: `${name} and "${name}": knows more. "Who": ${name}`,
      });
      await lookAway(hotline);
      expect(await erase(hotline, await personOf(hotline, { number: ERIKA }))).toHaveProperty('erased');
      const [noted] = await database.query(`select detail from ticket_events where kind = 'progress'`);
      expect(noted).toEqual({ detail: { text: '… and "…": knows more. "Who": …', told: true } });
      await lookAway(hotline);
    },
  );

  test('is blotted out of what a colleague reported, in whatever spelling and order, and nobody else is', async () => {
    await using hotline = await openHotline();
    const { database } = hotline;
    const spellings = [
      'ERIKA BEISPIEL',
      'erika  beispiel',
      'Beispiel, Erika',
      'Erika\u00a0Beispiels Rechner',
      '030 23125101',
      '+49 (0)30/23 12 51-01',
      '0049 30 23125101',
      '+49\u00a030 23125101',
    ];
    const others = ['Erik Beispiel', 'Erika Muster', '030 231251012', 'Beispiel', '1030 23125101'];
    const description = [...spellings, ...others].join('; ');
    await hotline.api('/tickets', { ...MAX_REPORTS, description });
    const { number } = await hotline.ticket();
    await hotline.api(`/tickets/${number}/progress`, { by: 'anna', text: description });
    await lookAway(hotline);
    expect(await erase(hotline, await personOf(hotline, { number: ERIKA }))).toHaveProperty('erased');
    const [ticket] = await database.query<{ text: string }>('select text from tickets');
    const left =
      '…; …; …; … Rechner; …; …; …; …; Erik Beispiel; Erika Muster; 030 231251012; Beispiel; 1030 23125101';
    expect(ticket?.text).toBe(left);
    const [noted] = await database.query<{ text: string }>(
      `select detail ->> 'text' as text from ticket_events where kind = 'progress'`,
    );
    expect(noted?.text).toBe(left);
    await lookAway(hotline);
  });

  test('is not erased while a ticket needs them, unless it is closed', async () => {
    await using hotline = await openHotline();
    await describedCase(hotline);
    await lookAway(hotline);
    const { number } = await hotline.ticket();
    const person = await personOf(hotline, { number: ERIKA });
    expect(await erase(hotline, person)).toEqual({ refused: 'open-tickets', tickets: [number] });
    expect(await tablesWith(hotline.database, 'Erika')).toContain('contacts');
    expect(await erase(hotline, person, true)).toHaveProperty('erased');
    expect(await tablesWith(hotline.database, ERIKA)).toEqual([]);
    expect((await hotline.ticket(number)).status).toBe('closed');
    await lookAway(hotline);
  });

  test('is not erased in the middle of a call', async () => {
    await using hotline = await openHotline();
    const call = await hotline.phones.erika.dial();
    expect(await erase(hotline, await personOf(hotline, { number: ERIKA }))).toEqual({
      refused: 'on-the-line',
    });
    await call.hangUp();
  });

  test('may be a number that nobody is registered with', async () => {
    await using hotline = await openHotline();
    const stranger = hotline.line.phone('+493023125777');
    const call = await stranger.dial();
    await call.hangUp();
    expect(await erase(hotline, await personOf(hotline, { number: '+493023125777' }))).toMatchObject({
      erased: { calls: 1, tickets: 0 },
    });
    expect(await tablesWith(hotline.database, '3023125777')).toEqual([]);
  });

  test('is told apart from others with the same number, and from our own people', async () => {
    await using hotline = await openHotline({
      directory: (usual) => usual.replace('phones: ["+493023125102"]', `phones: ["${ERIKA}"]`),
    });
    const { database } = hotline;
    const found = await findPerson(database, { number: ERIKA });
    if (!('contacts' in found)) throw new Error('the number is shared');
    expect(found.contacts.map(({ name }) => name)).toEqual(['Erika Beispiel', 'Max Muster']);
    const { numbers } = await personOf(hotline, { contact: found.contacts[0]?.id ?? '' });
    // a number that is somebody else's, too, tells nothing of her
    expect(numbers).toEqual([]);
    for (const ours of ['+4915228817386', '+493023125000'])
      expect(await findPerson(database, { number: ours })).toEqual({ refused: 'ours' });
    expect(await findPerson(database, { contact: '00000000-0000-0000-0000-000000000000' })).toEqual({
      refused: 'unknown',
    });
  });
});

test('what is held of a person is exported, their consent with its words among it', async () => {
  await using hotline = await openHotline();
  const { sid, number } = await answeredCase(hotline);
  const held = await exportPerson(
    hotline.database,
    await personOf(hotline, { number: ERIKA }),
    OPERATOR,
    new Date(),
  );
  expect(held).toMatchObject({
    numbers: [ERIKA],
    contacts: [{ name: 'Erika Beispiel', customerName: 'Musterwerk AG' }],
    tickets: [{ number, recording: sid }],
    recordings: [{ recording: sid, seconds: 8 }],
  });
  expect(held.consents).toEqual([
    {
      at: expect.any(Date),
      language: 'de',
      version: expect.stringMatching(/^[0-9a-f]{12}$/),
      text: expect.arrayContaining([expect.stringContaining('aufzeichnen')]),
    },
  ]);
  expect(held.messages.length).toBeGreaterThan(0);
  const [entry] = await hotline.database.query(`select action from audit_entries`);
  expect(entry).toEqual({ action: 'person-exported' });
});
