import { expect, it } from 'vitest';
import { rehearsedInForce } from '../../src/domain/in-force/rehearsed-in-force.ts';
import { insertConsoleOverride } from '../../src/domain/oncall/override-store.ts';
import { prove } from '../../src/domain/rehearsal/prove.ts';
import { timeAhead } from '../../src/domain/rehearsal/time-ahead.ts';
import { lookAway } from '../support/caller-ways.ts';
import { type Office, openConsole } from '../support/console.ts';
import { criticalCase } from '../support/stories.ts';

const PAGES = [
  '/',
  '/registry/calendars',
  '/registry/calendars/munich',
  '/registry/calendars/munich/edit',
  '/registry/customers/100234',
  '/registry/plans/enhanced',
  '/registry/schedules',
  '/registry/schedules/front',
  '/registry/schedules/front/edit',
  '/registry/escalations/front-line',
  '/registry/engineers/anna',
  '/shifts',
  '/readiness',
  '/rehearsal',
  '/tickets/4711',
  '/registry/schedules/front/retire',
  '/registry/engineers/ben',
  '/figures',
  '/figures/duty',
  '/calls',
  '/tickets',
  '/mine',
  '/registry/customers/100234/reports',
  '/search?q=Erika',
];

/** Erika's critical ticket pages Anna all the same, and every page is there. */
async function holds({ hotline, as }: Office): Promise<void> {
  const { database, phones } = hotline;
  await insertConsoleOverride(
    database,
    { schedule: 'front', engineer: 'ben', from: '2099-03-01T08:00', until: '2099-03-03T08:00', why: '' },
    'Eva',
    new Date(),
  );
  await criticalCase(phones.erika);
  await hotline.settle();
  expect(phones.anna.newSms()).toEqual([expect.stringContaining('4711')]);
  const browser = await as('supervisor');
  for (const at of PAGES) expect((await browser.get(at)).status, at).toBe(200);
  expect(prove(await rehearsedInForce(database, new Date()), timeAhead(new Date()))).toBeDefined();
  await lookAway(hotline);
}

it('a schedule whose zone this version does not know pages whom it names, by UTC', async () => {
  await using office = await openConsole();
  await office.hotline.database.query(
    `update schedules set definition = definition || '{"timezone": "Mars/Base"}'`,
  );
  await holds(office);
  for (const [language, said] of [
    ['en', /does not know the time zone Mars\/Base\. People are on call by UTC/],
    ['de', /kennt die Zeitzone Mars\/Base nicht\. Die Bereitschaft richtet sich nach UTC/],
  ] as const) {
    const browser = await office.as('engineer');
    await browser.get(`/?lang=${language}`);
    const supervisor = await office.as('supervisor');
    await supervisor.get(`/?lang=${language}`);
    for (const at of ['/registry/schedules', '/registry/schedules/front'])
      expect((await browser.get(at)).text, at).toMatch(said);
    for (const at of ['/registry/schedules/front', '/registry/schedules/front/edit']) {
      const { text } = await supervisor.get(at);
      expect(text, at).toMatch(said);
      // what is written beside the times is what they are in
      expect(text, at).not.toMatch(/(All times|Local time|Alle Zeiten|Ortszeit) in Mars/);
    }
  }
});

it('a schedule whose zone is known says nothing of it', async () => {
  await using office = await openConsole();
  const browser = await office.as('supervisor');
  for (const at of ['/registry/schedules', '/registry/schedules/front', '/registry/schedules/front/edit'])
    expect((await browser.get(at)).text, at).not.toContain('does not know the time zone');
});

it('so does one whose layer begins in an hour that is skipped, since clocks are changed on another day', async () => {
  await using office = await openConsole();
  await office.hotline.database.query(
    `update schedules set definition = jsonb_set(definition, '{layers,0,from}', '"2026-03-29T02:30"')`,
  );
  await holds(office);
});

it.each([
  ['zone', { timezone: 'Mars/Base' }],
  ['holidays', { holidays: 'XX-YY' }],
])('a calendar whose %s this version does not know says so on its page', async (_what, changed) => {
  await using office = await openConsole();
  await office.hotline.database.query(`update calendars set definition = definition || $1::jsonb`, [
    JSON.stringify(changed),
  ]);
  const browser = await office.as('supervisor');
  const { text } = await browser.get(
    '/registry/calendars/munich?plan=enhanced&severity=3&day=2026-11-23&time=10:00',
  );
  expect(text).toContain('This version does not know the time zone or the holidays.');
  expect(text).toContain('class="due"');
  await holds(office);
});
