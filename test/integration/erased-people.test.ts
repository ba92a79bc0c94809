import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contactsOf } from '../../src/domain/customers/customer-store.ts';
import { createPinHasher } from '../../src/domain/customers/pin-hasher.ts';
import { type ImportOptions, importDirectory } from '../../src/domain/directory-file/import-directory.ts';
import { erasePerson } from '../../src/domain/privacy/erase-person.ts';
import { findPerson } from '../../src/domain/privacy/person.ts';
import { OPERATOR } from '../../src/domain/users/operator.ts';
import { formatFault } from '../../src/platform/errors.ts';
import { openConsole } from '../support/console.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { hotline } from '../support/hotline-command.ts';
import { seatOf } from '../support/registry.ts';
import { lineOf, RULES, SAMPLE } from '../unit/domain/directory/sample.ts';

const ERIKA = '+493023125101';
const LINE = SAMPLE.split('\n').find((line) => line.includes('Erika Beispiel')) ?? '';

/** Who let somebody in again; nobody is named. */
const LIFTED = `select user_name as who, subject, detail from audit_entries where action = 'erasure-lifted'`;

let folder: string;
let database: TestDatabase;
let env: Record<string, string>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hotline-erased-'));
  database = await freshDatabase();
  env = {
    DATABASE_URL: database.url,
    SECRET_KEY: 'a-secret-key-of-the-tests',
    DATA_DIR: folder,
    PRACTICE: '1',
  };
});
afterEach(async () => {
  await database[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const pins = createPinHasher('a-secret-key-of-the-tests', { cost: 2 });

/** Imports the sample with Erika's entry written like this. */
async function importWith(entry: string, options: Partial<ImportOptions> = {}) {
  const text = SAMPLE.replace(LINE, entry);
  const result = await importDirectory(database, text, 'directory.yaml', {
    ...RULES,
    pins,
    now: new Date(),
    ...options,
  });
  if (result.faults) throw new Error(result.faults.map(formatFault).join());
  return {
    lines: result.erased.map(({ line }) => line),
    told: result.erased.map(formatFault).join('\n'),
    text,
  };
}

async function erase(): Promise<void> {
  const found = await findPerson(database, { number: ERIKA });
  if (!('person' in found)) throw new Error('there is nobody');
  const how = { by: OPERATOR, closeOpen: false, pins };
  expect(
    await database.transaction((tx) => erasePerson({ tx, now: new Date() }, found.person, how)),
  ).toHaveProperty('erased');
}

const names = async (customer: string) =>
  (await contactsOf(database, customer, new Date())).map(({ name }) => name).toSorted();
const entry = (name: string, phone: string) =>
  LINE.replace('Erika Beispiel', name).replace(/phones: \[.*?\]/, `phones: ["${phone}"]`);

describe('an import that names somebody who was erased', () => {
  it.each([
    ['as before', LINE],
    ['in capitals, with a title', entry('Dr. ERIKA  BEISPIEL', '+493023125177')],
    ['the other way round', entry('"Beispiel, Erika"', '+493023125177')],
    ['in letters that look the same', entry('Еrikа Beispiel', '+493023125177')],
    ['by another name with her number', entry('E. B.', '030 23125101')],
  ])('%s: says so with the line, leaves her out, and imports the rest', async (_, written) => {
    await importWith(LINE);
    const before = await names('100234');
    await erase();
    const { told, text } = await importWith(written);
    expect(told).toContain(
      `directory.yaml:${lineOf(text, written)}: customers › 100234 › contacts › 1 was erased on `,
    );
    expect(await names('100234')).toEqual(before.filter((name) => name !== 'Erika Beispiel'));
    expect((await importWith(written, { replace: true })).lines).toEqual([lineOf(text, written)]);
    expect(await names('100234')).not.toContain('Erika Beispiel');
  });

  it('takes in who is somebody else: a namesake elsewhere, a colleague', async () => {
    await importWith(LINE);
    await erase();
    const northwind = SAMPLE.split('\n').find((line) => line.includes('Grace Hollis')) ?? '';
    const namesake = entry('Erika Beispiel', '+493023125188').replace('471108', '471199');
    const text = SAMPLE.replace(LINE, entry('Nora Neu', '+493023125178')).replace(
      northwind,
      `${northwind}\n${namesake}`,
    );
    const result = await importDirectory(database, text, 'other.yaml', { ...RULES, pins, now: new Date() });
    expect(result).toMatchObject({ erased: [] });
    expect(await names('100234')).toContain('Nora Neu');
    expect(await names('100871')).toContain('Erika Beispiel');
  });

  it('lets her in again when she is named, and never asks again', async () => {
    await importWith(LINE);
    await erase();
    expect((await importWith(LINE, { takeBack: ['Max Muster'] })).lines).toHaveLength(1);
    expect(await names('100234')).not.toContain('Erika Beispiel');
    expect((await importWith(LINE, { takeBack: ['Erika Beispiel'] })).lines).toEqual([]);
    expect(await names('100234')).toContain('Erika Beispiel');
    expect(await database.query('select from erased_people')).toEqual([]);
    expect(await database.query(LIFTED)).toEqual([{ who: 'hotline', subject: '100234', detail: {} }]);
    expect((await importWith(LINE, { replace: true })).lines).toEqual([]);
    await erase();
    expect((await importWith(LINE, { takeBack: true })).lines).toEqual([]);
    expect(await names('100234')).toContain('Erika Beispiel');
  });

  it('keeps nothing that names her', async () => {
    await importWith(LINE);
    await erase();
    const { out } = await hotline(['privacy', 'erased'], { env });
    // her name and both her numbers
    expect(out.trim().split('\n')).toHaveLength(3);
    expect(out).not.toMatch(/Erika|Beispiel|23125101/i);
  });
});

describe('a dump from before an erasure', () => {
  it('is restored: she is erased again by the list that was kept outside', async () => {
    await importWith(LINE);
    const erased = await hotline(['privacy', 'erase', '--number', ERIKA], { env });
    expect(erased.out).toContain('Imports that name this person leave them out');
    const list = join(folder, 'erased.jsonl');
    await writeFile(list, (await hotline(['privacy', 'erased'], { env })).out);
    const file = join(folder, 'directory.yaml');
    await writeFile(file, SAMPLE);
    expect((await hotline(['directory', 'import', file], { env })).out).toMatch(/yaml:\d+: .*was erased/);
    await hotline(['directory', 'import', file, '--take-back', 'Erika Beispiel'], { env });
    expect(await names('100234')).toContain('Erika Beispiel');
    await database.query('delete from erased_people');
    await database.query(
      `insert into calls (sid, direction, party, from_number, status, visit, started_at, ended_at)
       values ('CA1', 'inbound', 'caller', $1, 'completed', '{"vars":{}}', now(), now())`,
      [ERIKA],
    );
    const again = await hotline(['privacy', 'erase-again', list, '--json'], { env });
    expect(again.code).toBe(0);
    expect(JSON.parse(again.out)).toEqual({ erased: 1, onTheLine: 0, openTickets: [] });
    expect(await names('100234')).not.toContain('Erika Beispiel');
    expect(await names('100234')).toContain('Max Muster');
    expect(await database.query('select from calls where from_number = $1', [ERIKA])).toEqual([]);
    expect(JSON.parse((await hotline(['privacy', 'erase-again', list, '--json'], { env })).out).erased).toBe(
      0,
    );
    expect((await importWith(LINE)).lines).toHaveLength(1);
  });

  it('with a list that is none: says which line, and changes nothing', async () => {
    await importWith(LINE);
    const list = join(folder, 'list');
    for (const text of ['what?', '{"person":"x","trace":"y","erasedAt":"z"}']) {
      await writeFile(list, `\n${text}\n`);
      const { code, err } = await hotline(['privacy', 'erase-again', list], { env });
      expect(code).toBe(1);
      expect(err).toContain(`${list}:2 is not a line written by`);
    }
    expect(await names('100234')).toContain('Erika Beispiel');
  });

  it('with an empty list, as of a command that failed: does not say that all is well', async () => {
    const list = join(folder, 'empty');
    await writeFile(list, '\n');
    const { code, err } = await hotline(['privacy', 'erase-again', list], { env });
    expect([code, err]).toEqual([1, expect.stringContaining(`${list} names nobody: it is empty.`)]);
  });
});

describe('on screen', () => {
  it('somebody who was erased is taken in knowingly only', async () => {
    await using office = await openConsole();
    const administrator = await office.as('administrator');
    const { database } = office.hotline;
    const [erika] = await contactsOf(database, '100234', new Date());
    const erased = await administrator.post('/privacy/erase', {
      contact: erika?.id ?? '',
      typed: 'Erika Beispiel',
    });
    expect(erased.status).toBe(200);
    const supervisor = await office.as('supervisor');
    const seat = seatOf(supervisor, '100234', 1);
    const person = { name: 'Erika Beispiel', phones: '030 23125 101', language: 'de' };
    for (const fields of [person, { ...person, name: 'E. B.' }, { ...person, phones: '030 23125 177' }]) {
      const asked = await seat.send('take', fields);
      expect(asked.status).toBe(409);
      expect(asked.text).toContain('was erased at their own request');
      expect(asked.text).toContain('name="take-back"');
      expect(asked.text).toContain(`value="${fields.name}"`);
    }
    expect((await contactsOf(database, '100234', new Date())).map(({ name }) => name)).toEqual([
      'Max Muster',
    ]);
    expect((await seat.send('take', { ...person, 'take-back': 'on' })).status).toBe(200);
    expect((await contactsOf(database, '100234', new Date())).map(({ name }) => name)).toContain(
      'Erika Beispiel',
    );
    expect(await database.query('select from erased_people')).toEqual([]);
    expect(await database.query(LIFTED)).toHaveLength(1);
    await seat.leave();
    expect((await seat.send('take', person)).status, 'nobody asks again').toBe(200);
  });
});

describe('the address that monthly reports go to', () => {
  const goesTo = async () => {
    const [row] = await database.query<{ to: string | null }>(
      `select report_to as "to" from customers where number = '100234'`,
    );
    return row?.to;
  };
  const setTo = async (address: string) => {
    await database.query(`update customers set report_to = $1 where number = '100234'`, [address]);
    await database.query(
      `insert into report_mails (customer_number, month, sent_to, language, due_at, status)
       values ('100234', '2026-10-01', $1, 'de', now(), 'sent')`,
      [address],
    );
  };
  const wentTo = async () =>
    (await database.query<{ sent_to: string }>('select sent_to from report_mails')).map((row) => row.sent_to);

  it('is erased with whom it names', async () => {
    await importWith(LINE);
    await setTo('e.beispiel@musterwerk.example');
    await erase();
    expect([await goesTo(), await wentTo()]).toEqual([null, ['…']]);
  });

  it('stays where it is nobody’s and somebody is left to read it', async () => {
    await importWith(LINE);
    await setTo('it-service@musterwerk.example');
    await erase();
    expect([await goesTo(), await wentTo()]).toEqual([
      'it-service@musterwerk.example',
      ['it-service@musterwerk.example'],
    ]);
  });

  it('is erased with the last contact of a customer', async () => {
    await importWith(LINE);
    await setTo('it-service@musterwerk.example');
    await database.query(
      `update contacts set retired_at = now() where customer_number = '100234' and name <> 'Erika Beispiel'`,
    );
    await erase();
    expect(await goesTo()).toBeNull();
  });
});
