import { expect, it } from 'vitest';
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

it('an entry that was taken out of a timeline is found, too', async () => {
  await using office = await openConsole();
  const { phones, database } = office.hotline;
  await criticalCase(phones.erika);
  for (const phone of [phones.erika, phones.anna]) phone.newSms();
  await growLog(database, ledger, { now: new Date(), isUrgent: true });
  await database.query(`delete from ticket_events where kind = 'page'`);
  expect((await compareLedger(database, later(2))).findings).toEqual([
    expect.stringMatching(/^Ticket 4711: 1 entry of its timeline is gone\.$/),
  ]);
});
