import { describe, expect, it } from 'vitest';
import { lookAtLedger } from '../../src/cli/doctor/look-at-ledger.ts';
import { readComparison } from '../../src/domain/evidence/compared-store.ts';
import { growLog } from '../../src/domain/evidence/grow-log.ts';
import { ledgerOf } from '../../src/domain/evidence/log-keys.ts';
import { compareLedger } from '../../src/domain/proofs/compare-ledger.ts';
import { readGauges } from '../../src/web/health/metrics-store.ts';
import { openConsole } from '../support/console.ts';
import { criticalCase } from '../support/stories.ts';

const ledger = ledgerOf({
  secretKey: 'the-secret-key-of-the-tests',
  publicUrl: 'http://hotline.example',
});
const later = (hours: number) => new Date(Date.now() + hours * 3_600_000);

it('a time that was changed by hand is found in the night, stands on the board, and is gone when it is mended', async () => {
  await using office = await openConsole();
  const { phones, database } = office.hotline;
  await criticalCase(phones.erika);
  for (const phone of [phones.erika, phones.anna]) phone.newSms();
  // what has no place in the tree yet is left for another night
  await database.query(`update tickets set respond_by = respond_by + interval '1 hour'`);
  expect((await compareLedger(database, later(2))).findings).toEqual([]);
  await growLog(database, ledger, { now: new Date(), isUrgent: true });
  const found = await compareLedger(database, later(2));
  expect(found.findings).toEqual([
    expect.stringMatching(/^Ticket 4711: the file tells respondBy .* but what was written down is /),
  ]);
  expect(await readComparison(database)).toEqual(found);
  expect((await readGauges(database, later(3))).ledger).toEqual({ findings: 1, comparedSeconds: 3_600 });
  const supervisor = await office.as('supervisor');
  expect((await supervisor.get('/')).text).toContain(
    'The record is not what was written into the ledger: Ticket 4711',
  );
  expect((await (await office.as('engineer')).get('/')).text).not.toContain('written into the ledger');
  await database.query(`update tickets set respond_by = respond_by - interval '1 hour'`);
  expect((await compareLedger(database, later(2))).findings).toEqual([]);
  expect((await supervisor.get('/')).text).not.toContain('written into the ledger');
});

it('a comparison that has failed from the first night on is missed like one that fails no sooner', async () => {
  await using office = await openConsole();
  const { database } = office.hotline;
  const week = later(7 * 24);
  expect((await readGauges(database, week)).ledger.comparedSeconds).toBe(7 * 86_400);
  expect(await lookAtLedger(database, later(24))).toEqual([]);
  const missed = 'not compared with the record since 2026-11-23T09:00:00.000Z';
  expect(await lookAtLedger(database, week)).toMatchObject([{ verdict: 'warning', message: missed }]);
});

it('an entry that was taken out of a timeline is found, too', async () => {
  await using office = await openConsole();
  const { phones, database } = office.hotline;
  await criticalCase(phones.erika);
  for (const phone of [phones.erika, phones.anna]) phone.newSms();
  await growLog(database, ledger, { now: new Date(), isUrgent: true });
  await database.query(`delete from ticket_events where kind = 'page'`);
  expect((await compareLedger(database, later(2))).findings).toEqual([
    expect.stringMatching(/^Ticket 4711: 1 entry of its timeline is gone\.$/),
    expect.stringMatching(/^Fact \d+ does not show actor, actor-kind, at, fact, kind, ticket: only details/),
  ]);
});

describe('whoever takes away what could be compared is found by what is missing', () => {
  const EACH = `delete from ledger_leaves where event_id in (select id from gone)`;
  it.each([
    [
      'an entry of a timeline with its fact',
      `with gone as (delete from ticket_events where kind = 'page' returning id) ${EACH}`,
      / counts \d+ facts, and \d+ of them are there\.$/,
    ],
    [
      'all facts about a ticket whose deadline was changed',
      `with gone as (delete from ledger_leaves where ticket_number = 4711) update tickets set respond_by = respond_by + interval '1 hour'`,
      / counts \d+ facts, and \d+ of them are there\.$/,
    ],
    [
      'a ticket, from everything but the ledger',
      'set local session_replication_role = replica; delete from ticket_events; delete from tickets',
      /^Ticket 4711 is gone; the ledger has facts about it\.$/,
    ],
    ['every fact', 'truncate ledger_leaves', / counts \d+ facts, and 0 of them are there\.$/],
    ['the signed states', 'truncate ledger_checkpoints', /^The signed states of the ledger .* are gone\.$/],
    [
      'the ledger with its keys',
      'truncate ledger_logs cascade',
      /^The ledger that \d+ facts have their places in is gone\.$/,
    ],
    [
      'the newest places, by setting the ledger back',
      'update ledger_logs set size = 3',
      /^The ledger .* was set back to 3 facts; \d+ were signed\.$/,
    ],
    [
      'how far a customer’s facts were counted',
      'update ledger_customers set facts = 1',
      /^The facts of customer 100234 are not counted on from their last one\.$/,
    ],
    [
      'a ring of a call that became no ticket, by another time',
      `update ledger_leaves set fields = jsonb_set(fields, '{at}', '"2020-01-01T00:00:00.000Z"')
       where fact = 'ring' and fields ->> 'call' <> all (select fields ->> 'call' from ledger_leaves where fact = 'timeline' and fields ? 'call')`,
      /^Fact \d+ \(ring\) is not what was written into the ledger: it was changed\.$/,
    ],
  ])('%s', async (_, sql, said) => {
    await using office = await openConsole();
    const { phones, database } = office.hotline;
    await criticalCase(phones.erika);
    await (await phones.petra.dial()).hangUp();
    for (const phone of Object.values(phones)) phone.sms();
    await growLog(database, ledger, { now: new Date(), isUrgent: true });
    expect((await compareLedger(database, later(2))).findings).toEqual([]);
    await database.transaction(async (tx) => {
      for (const statement of sql.split(';')) await tx.query(statement);
    });
    expect((await compareLedger(database, later(2))).findings).toContainEqual(expect.stringMatching(said));
  });
});
