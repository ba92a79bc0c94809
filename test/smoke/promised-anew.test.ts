import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { growLog } from '../../src/domain/evidence/grow-log.ts';
import { ledgerOf } from '../../src/domain/evidence/log-keys.ts';
import { verifyProof } from '../../src/domain/evidence/verify-proof.ts';
import type { MonthlyReport } from '../../src/domain/monthly-reports/monthly-report.ts';
import { writeRemedy } from '../../src/domain/monthly-reports/report-store.ts';
import { erasePerson } from '../../src/domain/privacy/erase-person.ts';
import { findPerson } from '../../src/domain/privacy/person.ts';
import { exportProof } from '../../src/domain/proofs/export-proof.ts';
import { OPERATOR } from '../../src/domain/users/operator.ts';
import { readFigureFilter } from '../../src/web/console/reports/figure-filter.ts';
import { readFigures } from '../../src/web/console/reports/read-figures.ts';
import { lookAway } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { ERIKA_PIN } from '../support/stories.ts';

const LEDGER = ledgerOf({ secretKey: 'the-secret-key-of-the-tests', publicUrl: 'http://hotline.example' });
const ZONE = 'Europe/Berlin';
const FIRST = '2026-10-31T22:30:00.000Z';
const SECOND = '2026-10-31T23:35:00.000Z';

/** A false positive of the last evening of October, severity 1: half an hour. */
async function reportAtEleven({ phones }: Hotline): Promise<void> {
  const call = await phones.erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '2', '2', '1', '1', '1', '2', '1']) await call.press(keys);
  await call.hangUp();
}

const answer = (hotline: Hotline) => hotline.api('/tickets/4711/answer', { by: 'anna', text: 'Fehlalarm' });

const release = (hotline: Hotline) =>
  hotline.api('/tickets/4711/progress', { by: 'anna', stage: 'released', version: '24.11.7' });

/** After midnight: a new promise of half an hour. */
const object = (hotline: Hotline) => hotline.phones.erika.sendSms('N 4711');

const reportOf = (hotline: Hotline, month: string) =>
  hotline.api<MonthlyReport>(`/customers/100234/reports/${month}`);

async function figuresByMonth({ database }: Hotline) {
  const at = new Date();
  const span = { from: '2026-10-01', until: '2026-11-30' };
  const { filter } = readFigureFilter(span, ZONE, at);
  const by = { ...filter, grain: 'month' } as const;
  const { attainment } = await readFigures(database, by, { zone: ZONE, reader: 'page' }, at);
  return attainment
    .filter(({ part }) => part === 'bucket')
    .toSorted((one, other) => (one.key ?? '').localeCompare(other.key ?? ''));
}

describe('an objection of November to the change of signatures that was promised in October', () => {
  let hotline: Hotline;
  beforeEach(async () => {
    hotline = await openHotline({ at: '2026-10-31T23:00:00+01:00' });
    await reportAtEleven(hotline);
  });
  afterEach(async () => {
    await lookAway(hotline);
    await hotline.close();
  });

  test('leaves the missed promise in October, with its cause, and gives another that is kept', async () => {
    await hotline.pass({ minutes: 35 });
    await answer(hotline);
    await release(hotline);
    await hotline.pass({ minutes: 30 });
    const before = await reportOf(hotline, '2026-10');
    await object(hotline);
    await hotline.pass({ minutes: 10 });
    await answer(hotline);
    const [october, november] = [await reportOf(hotline, '2026-10'), await reportOf(hotline, '2026-11')];
    expect(october.figures).toEqual({ 'in-time': 0, late: 1, unanswered: 0 });
    expect(october.tickets).toEqual(before.tickets);
    expect(october.tickets).toMatchObject([
      { number: '4711', respondBy: FIRST, missedAt: FIRST, lateMs: 300_000, reopenings: [] },
    ]);
    expect(november.figures).toEqual({ 'in-time': 1, late: 0, unanswered: 0 });
    expect(november.tickets).toMatchObject([
      { number: '4711', respondBy: SECOND, standing: 'in-time', answeredAfterMs: 10 * 60_000, miss: null },
    ]);
    // a miss stays seen
    expect(await hotline.ticket()).toMatchObject({ status: 'answered', late: true });
  });

  test('leaves the kept promise in October, and one that is missed then counts in November', async () => {
    await answer(hotline);
    await release(hotline);
    await hotline.pass({ minutes: 65 });
    await object(hotline);
    await hotline.pass({ minutes: 31 });
    const [october, november] = [await reportOf(hotline, '2026-10'), await reportOf(hotline, '2026-11')];
    expect(october.figures).toEqual({ 'in-time': 1, late: 0, unanswered: 0 });
    expect(november.figures).toEqual({ 'in-time': 0, late: 0, unanswered: 1 });
    // somebody had it in October; of what was promised in November nobody took it
    expect(november.tickets).toMatchObject([{ missedAt: SECOND, miss: { cause: 'nobody-acknowledged' } }]);
    expect(await figuresByMonth(hotline)).toMatchObject([
      { 'in-time': 1, unanswered: 0 },
      { 'in-time': 0, unanswered: 1 },
    ]);
  });

  test('has both promises in the proofs of the ticket and of the month, also after a person was erased', async () => {
    const { database } = hotline;
    await hotline.pass({ minutes: 35 });
    await answer(hotline);
    await release(hotline);
    await hotline.pass({ minutes: 30 });
    await object(hotline);
    await hotline.pass({ minutes: 10 });
    await answer(hotline);
    const october = { from: new Date('2026-09-30T22:00:00Z'), until: new Date('2026-10-31T23:00:00Z') };
    const proofs = async () => {
      await growLog(database, LEDGER, { now: new Date(), isUrgent: true });
      const month = { customer: '100234', month: '2026-10', ...october };
      return [await exportProof(database, { ticket: '4711' }), await exportProof(database, month)];
    };
    const isWhole = async () => {
      for (const proof of await proofs()) {
        expect(verifyProof(JSON.stringify(proof)).faults).toEqual([]);
        const fields = proof.entries.flatMap((entry) => entry.fields['detail.promiseBefore'] ?? []);
        expect(JSON.parse(fields[0] ?? '')).toMatchObject({ respondBy: FIRST, missedAt: FIRST });
        expect(proof.tickets).toMatchObject([{ number: '4711', respondBy: SECOND, missedAt: null }]);
      }
    };
    await isWhole();
    const before = await reportOf(hotline, '2026-10');
    await lookAway(hotline);
    // it stands in every entry of an objection
    await database.query(`update contacts set name = 'Null' where name = 'Erika Beispiel'`);
    const found = await findPerson(database, { number: '+493023125101' });
    const person = 'person' in found ? found.person : expect.fail(found.refused);
    const erased = await database.transaction((tx) =>
      erasePerson({ tx, now: new Date() }, person, {
        by: OPERATOR,
        closeOpen: false,
        pins: hotline.app.pins,
      }),
    );
    expect(erased).toHaveProperty('erased');
    await isWhole();
    const after = await reportOf(hotline, '2026-10');
    expect({ ...after, madeAt: before.madeAt, checkpoint: before.checkpoint, seats: before.seats }).toEqual(
      before,
    );
  });

  describe('of which both promises are missed', () => {
    const remediesOf = async (month: string) =>
      (await reportOf(hotline, month)).tickets.map(({ miss }) => miss?.remedy?.text);
    const write = (dueAt: string, text: string, before: Date | null) => {
      const remedy = { ticketNumber: '4711', dueAt: new Date(dueAt), text };
      return writeRemedy(hotline.database, { ...remedy, writtenBy: 'Tessa', writtenAt: new Date() }, before);
    };

    beforeEach(async () => {
      await hotline.pass({ minutes: 35 });
      await answer(hotline);
      await release(hotline);
      await hotline.pass({ minutes: 30 });
      await object(hotline);
      await hotline.pass({ minutes: 31 });
    });

    test('has what was done about each, and neither takes the place of the other', async () => {
      expect(await write(SECOND, 'The desk of November has three people.', null)).toBe(true);
      expect(await write(FIRST, 'The desk of October is paged sooner.', null)).toBe(true);
      expect(await remediesOf('2026-10')).toEqual(['The desk of October is paged sooner.']);
      expect(await remediesOf('2026-11')).toEqual(['The desk of November has three people.']);
    });

    test('keeps what the version before has written: of the last miss that it was written after', async () => {
      const writeAsBefore = (at: string) =>
        hotline.database.query(
          `insert into miss_remedies (ticket_number, text, written_by, written_at) values (4711, 'So and so.', 'Tessa', $1)
           on conflict (ticket_number) do update set written_at = excluded.written_at`,
          [at],
        );
      await writeAsBefore('2026-10-31T23:00:00Z');
      expect(await remediesOf('2026-10')).toEqual(['So and so.']);
      expect(await remediesOf('2026-11')).toEqual([undefined]);
      // whoever has not read it takes nothing away
      expect(await write(FIRST, 'Otherwise.', null)).toBe(false);
      expect(await write(FIRST, 'Otherwise.', new Date('2026-10-31T23:00:00Z'))).toBe(true);
      await writeAsBefore(SECOND);
      expect(await remediesOf('2026-10')).toEqual(['Otherwise.']);
      expect(await remediesOf('2026-11')).toEqual(['So and so.']);
    });
  });
});
