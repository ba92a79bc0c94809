import { expect, it } from 'vitest';
import { lookAtOutlook } from '../../src/cli/doctor/look-at-outlook.ts';
import { lookAhead } from '../../src/domain/outlook/look-ahead.ts';
import { READINESS_SUBJECT } from '../../src/domain/readiness/check-readiness.ts';
import { setTimer } from '../../src/platform/timers/timer-store.ts';
import { lookAway } from '../support/caller-ways.ts';
import { openConsole } from '../support/console.ts';
import type { Hotline } from '../support/hotline.ts';

/** Whom the first policy pages. */
const page = ({ database }: Hotline, whom: string) =>
  database.query(
    `update escalations set definition = jsonb_set(definition, '{steps}', $1) where name = 'front-line'`,
    [JSON.stringify([{ at: '0%', page: [whom], by: ['sms'] }])],
  );

const night = ({ database }: Hotline) => lookAhead(database, new Date());

/** What supervisors read at ten of the next day about the coming weeks. */
async function nextMorning(hotline: Hotline): Promise<string[]> {
  await hotline.database.transaction((tx) =>
    setTimer(tx, { kind: 'check-readiness', subject: READINESS_SUBJECT, dueAt: new Date() }),
  );
  await hotline.pass({ hours: 24 });
  return hotline.phones.supervisor.newSms().filter((text) => /^(Neu|Behoben): /.test(text));
}

it('supervisors hear in the morning that the coming weeks became worse, once, and once that they are mended', async () => {
  await using office = await openConsole();
  const { hotline } = office;
  const { database } = hotline;
  // a session does not last from one day to the next
  const board = async () => (await (await office.as('supervisor')).get('/')).text;
  const doctor = () => lookAtOutlook(database, new Date());
  expect(await doctor()).toEqual([]);
  const [before] = await database.query<{ definition: unknown }>(
    `select definition from escalations where name = 'front-line'`,
  );
  expect(await night(hotline)).toBe(true);
  expect(await doctor()).toMatchObject([{ verdict: 'ok' }]);
  expect(await nextMorning(hotline)).toEqual([]);
  expect(await board()).not.toContain('coming weeks have become worse');

  await page(hotline, 'supervisors');
  await night(hotline);
  expect(await board()).toMatch(/The coming weeks have become worse: there are \d+ new times/);
  expect((await (await office.as('engineer')).get('/')).text).not.toContain('coming weeks have become worse');
  expect(await doctor()).toMatchObject([
    { verdict: 'warning', message: expect.stringContaining('cannot be kept, whoever answers') },
  ]);
  const told = await nextMorning(hotline);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(
    /^Neu: \d+ Zeiten, in denen eine Zusage nicht zu halten ist\. Zuerst .+, Schweregrad \d, ab /,
  );
  await night(hotline);
  expect(await nextMorning(hotline)).toEqual([]);

  await database.query(`update escalations set definition = $1 where name = 'front-line'`, [
    before?.definition,
  ]);
  await night(hotline);
  expect(await nextMorning(hotline)).toEqual([
    'Behoben: Die Zusagen der nächsten Wochen lassen sich wieder halten.',
  ]);
  expect(await board()).not.toContain('coming weeks have become worse');
  expect(await nextMorning(hotline)).toEqual([]);
  await lookAway(hotline);
});

it('a look that is days ago is told of by the doctor', async () => {
  await using office = await openConsole();
  const { hotline } = office;
  await night(hotline);
  await hotline.pass({ hours: 4 * 24 });
  expect(await lookAtOutlook(hotline.database, new Date())).toMatchObject([
    { verdict: 'warning', message: expect.stringContaining('not worked out since') },
  ]);
  await lookAway(hotline);
});
