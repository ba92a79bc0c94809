import { expect, test } from 'vitest';
import { checkCoverage } from '../../src/domain/paging/check-coverage.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

const FRONT = '[{ participants: [anna], rotate: P7D, from: 2026-01-05T08:00 }]';
const front = (layers: string) => (usual: string) => usual.replace(FRONT, layers);

test('hand-over inside the window: the next step goes to whoever is on call by then', async () => {
  await using hotline = await openHotline({
    at: '2026-11-23T07:59:00+01:00',
    directory: front('[{ participants: [anna, carla], rotate: P7D, from: 2026-11-16T08:00 }]'),
  });
  const { erika, anna, carla } = hotline.phones;
  await criticalCase(erika);
  expect(anna.newSms()).toHaveLength(1);
  await hotline.pass({ minutes: 3 });
  expect(await anna.isQuiet()).toBe(true);
  const page = await (await carla.rings()).answer();
  await page.press('2');
  expect(await hotline.ticket('4711')).toMatchObject({ acknowledgedBy: 'carla' });
});

test('an engineer who has left is not paged, whatever the rota says: the last resort is', async () => {
  await using hotline = await openHotline();
  const { erika, anna, supervisor } = hotline.phones;
  await hotline.database.query("update engineers set retired_at = now() where key = 'anna'");
  await criticalCase(erika);
  expect(anna.newSms()).toEqual([]);
  expect(supervisor.newSms()).toEqual([expect.stringContaining('Ticket 4711')]);
  await (await (await supervisor.rings()).answer()).press('2');
});

/** What is done every six hours. */
async function look(hotline: Hotline): Promise<string[]> {
  await hotline.database.transaction((tx) =>
    checkCoverage({ tx, hotline: hotline.app.hotline, now: new Date() }),
  );
  await hotline.settle();
  return hotline.phones.supervisor.newSms();
}

test('a gap in the rota is told once, before a call meets it', async () => {
  await using hotline = await openHotline({
    directory: front(
      '[{ participants: [anna], rotate: P7D, from: 2026-01-05T08:00, until: 2026-11-25T18:00 }, { participants: [carla], rotate: P7D, from: 2026-11-25T20:00 }]',
    ),
  });
  expect(await look(hotline)).toEqual([expect.stringContaining('front')]);
  await hotline.pass({ hours: 60 });
  expect(hotline.phones.supervisor.newSms()).toEqual([]);
});

test('a rota that ends is told once, and again only after somebody has mended it', async () => {
  await using hotline = await openHotline({
    directory: front(
      '[{ participants: [anna], rotate: P7D, from: 2026-01-05T08:00, until: 2026-11-25T18:00 }]',
    ),
  });
  expect(await look(hotline)).toHaveLength(1);
  await hotline.pass({ hours: 60 });
  expect(hotline.phones.supervisor.newSms()).toEqual([]);
  const end = (until: string | null) =>
    hotline.database.query(
      `update schedules set definition = jsonb_set(definition, '{layers,0,until}', to_jsonb($1::text)) where name = 'front'`,
      [until],
    );
  await end('2027-11-25T18:00');
  expect(await look(hotline)).toEqual([]);
  await end('2026-11-25T18:00');
  // not until where we stopped looking
  expect(await look(hotline)).toEqual([
    expect.stringMatching(/^Niemand in Bereitschaft: front, Mi 25\.11\. 22:00 bis auf Weiteres\./),
  ]);
});

test('a schedule for office hours is not told of each night, but of a day nobody is there', async () => {
  const during = `during: { mon-fri: "08:00-18:00" }`;
  const layers = `[{ participants: [anna], rotate: P7D, from: 2026-01-05T08:00, ${during}, until: 2026-11-25T18:00 },
      { participants: [carla], rotate: P7D, from: 2026-11-27T08:00, ${during} }]`;
  await using hotline = await openHotline({ directory: front(`${layers}\n    covers: office`) });
  const [gap, ...more] = await look(hotline);
  expect(gap).toMatch(/^Niemand in Bereitschaft: front, Do 26\.11\. 08:00 bis Do 26\.11\. 18:00/);
  expect(more).toEqual([]);
  await hotline.pass({ hours: 60 });
  expect(hotline.phones.supervisor.newSms()).toEqual([]);
});

test('an office schedule that ends is told once, not each working day anew', async () => {
  const layer =
    '{ participants: [anna], rotate: P7D, from: 2026-01-05T08:00, during: { mon-fri: "08:00-18:00" }, until: 2026-11-25T18:00 }';
  await using hotline = await openHotline({ directory: front(`[${layer}]\n    covers: office`) });
  expect(await look(hotline)).toHaveLength(1);
  await hotline.pass({ hours: 72 });
  expect(await look(hotline)).toEqual([]);
});

test('many gaps at once make one text, which names the first', async () => {
  await using hotline = await openHotline({
    directory: front(
      '[{ participants: [anna], rotate: P7D, from: 2026-01-05T08:00, during: { mon-fri: "08:00-18:00" } }]',
    ),
  });
  const [told, ...more] = await look(hotline);
  expect(told).toMatch(
    /^Niemand in Bereitschaft: \d+ Lücken, die erste front, Mo 23\.11\. 18:00 bis Di 24\.11\. 08:00/,
  );
  expect(told?.length).toBeLessThanOrEqual(160);
  expect(more).toEqual([]);
});
