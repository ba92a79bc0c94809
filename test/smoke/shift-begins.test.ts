import { expect, test } from 'vitest';
import { noteShiftChanges } from '../../src/domain/shift-changes/note-shift-changes.ts';
import { listShiftChanges, writeShiftSettings } from '../../src/domain/shift-changes/shift-change-store.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

/** anna hands over to carla at 11:00. */
const TURNS = (usual: string) =>
  usual.replace(
    '[{ participants: [anna], rotate: P7D, from: 2026-01-05T08:00 }]',
    '[{ participants: [anna, carla], rotate: P1D, from: 2026-11-22T11:00 }]',
  );

async function open(settings: { tellsBegin: boolean; tellsAlways: boolean }): Promise<Hotline> {
  const hotline = await openHotline({ directory: TURNS });
  const now = new Date();
  const change = { by: 'Carla Moreno', now };
  await writeShiftSettings(hotline.database, 'carla', settings, change);
  // what a start does
  await hotline.database.transaction((tx) => noteShiftChanges({ tx, hotline: hotline.app.hotline, now }));
  return hotline;
}

const changes = ({ database }: Hotline) => listShiftChanges(database, new Date('2026-11-23T00:00Z'));

test('whoever’s shift begins reads what is open, until when it is promised, and who was tried', async () => {
  await using hotline = await open({ tellsBegin: true, tellsAlways: false });
  const { erika, anna, carla } = hotline.phones;
  await hotline.pass({ minutes: 58 });
  expect(await changes(hotline)).toEqual([]);
  await criticalCase(erika);
  anna.newSms();
  await hotline.pass({ minutes: 2 });
  expect(carla.newSms()).toEqual([
    'Ihre Schicht front beginnt, vorher hatte Anna Weber sie. 4711 KRITISCH Musterwerk AG noch 28 min, alarmiert: Anna Weber',
  ]);
  expect(await changes(hotline)).toMatchObject([
    { schedule: 'front', before: 'anna', engineer: 'carla', tickets: ['4711'] },
  ]);
  for (const phone of Object.values(hotline.phones)) phone.sms();
});

test('who has it is told with it', async () => {
  await using hotline = await open({ tellsBegin: true, tellsAlways: false });
  const { erika, anna, carla } = hotline.phones;
  await hotline.pass({ minutes: 55 });
  await criticalCase(erika);
  await anna.sendSms('A');
  await hotline.pass({ minutes: 5 });
  expect(carla.newSms()).toEqual([expect.stringMatching(/4711 KRITISCH .*, bei Anna Weber$/)]);
  for (const phone of Object.values(hotline.phones)) phone.sms();
});

test.each([
  [{ tellsBegin: true, tellsAlways: false }, []],
  [
    { tellsBegin: true, tellsAlways: true },
    ['Ihre Schicht front beginnt, vorher hatte Anna Weber sie. Nichts ist offen.'],
  ],
  [{ tellsBegin: false, tellsAlways: true }, []],
])('nothing is open, and %j: %j', async (settings, texts) => {
  await using hotline = await open(settings);
  const { anna, carla } = hotline.phones;
  await hotline.pass({ minutes: 61 });
  expect(carla.newSms()).toEqual(texts);
  expect(await changes(hotline)).toMatchObject([{ tickets: [] }]);
  await hotline.pass({ hours: 24 });
  expect(await changes(hotline)).toHaveLength(2);
  // she has not asked to be told
  expect(anna.newSms()).toEqual([]);
});
