import { expect, it, onTestFinished } from 'vitest';
import { findOpenCases, listOpenCaseVersions } from '../../src/web/console/board/open-case-store.ts';
import { openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

/** One change of each thing that a ticket on the board tells of. */
const CHANGES = {
  'its severity': 'update tickets set severity = 2',
  'its customer': `update customers set name = 'Musterwerk SE'`,
  'its contact': `update contacts set name = 'Erika Neumann' where name = 'Erika Beispiel'`,
  'who has it': `update engineers set name = 'Anna Huber' where key = 'anna'`,
  'who helps': `update tickets set helpers = '{ben}'`,
  'the name of who helps': `update engineers set name = 'Ben Huber' where key = 'ben'`,
  'when they are away': `insert into absences (engineer, from_at, until_at, made_at, made_by) values ('anna', now(), now() + interval '9 years', now(), 'tessa')`,
  'until when they are away': `update absences set until_at = until_at + interval '1 day'`,
  'that they are back': 'update absences set removed_at = now()',
  'what came of a page': `update pages set status = 'failed' where engineer = 'anna'`,
  'its callback': `update callbacks set next_at = now() + interval '1 day'`,
  'how far the callback is': `update callback_attempts set stage = 'joined'`,
  'that the callback is over': `update callback_attempts set stage = 'ended'`,
  'that it is let go': `update tickets set acknowledged_by = null, status = 'open'`,
  'who was paged': `update engineers set name = 'Anna Moser' where key = 'anna'`,
  'the next step': `insert into timers (kind, subject, due_at) select 'escalate', number::text, now() from tickets`,
  'that it is put off': `update timers set due_at = due_at + interval '1 minute' where kind = 'escalate'`,
  'that it is called off': `delete from timers where kind = 'escalate'`,
};

it('whatever the board tells of a ticket, a change of it makes another version', async () => {
  const hotline = await openHotline();
  onTestFinished(() => hotline.close());
  const { anna, erika } = hotline.phones;
  await criticalCase(erika);
  const { database } = hotline;
  await anna.sendSms(`C 4711 ${anna.code()}`);
  await (await (await anna.rings()).answer()).press('1');
  await database.query('delete from timers');
  const look = async () => {
    const [listed] = await listOpenCaseVersions(database, 500);
    const [row] = await findOpenCases(database, ['4711']);
    return { version: listed?.version, row };
  };
  let before = await look();
  const unseen: string[] = [];
  const idle: string[] = [];
  for (const [what, change] of Object.entries(CHANGES)) {
    await database.query(change);
    const after = await look();
    if (JSON.stringify(after.row) === JSON.stringify(before.row)) idle.push(what);
    if (after.version === before.version) unseen.push(what);
    before = after;
  }
  expect({ unseen, idle }).toEqual({ unseen: [], idle: [] });

  await database.transaction((tx) => tx.query('select from tickets for no key update'));
  expect((await look()).version).toBe(before.version);
});
