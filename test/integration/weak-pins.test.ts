import { expect, test } from 'vitest';
import { lookAtPins } from '../../src/cli/doctor/look-at-pins.ts';
import { createPinHasher } from '../../src/domain/customers/pin-hasher.ts';
import { exportDirectory } from '../../src/domain/directory-file/export-directory.ts';
import { lookAway } from '../support/caller-ways.ts';
import { openConsole } from '../support/console.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { importFile } from '../support/import-file.ts';
import { seatOf } from '../support/registry.ts';

const pins = createPinHasher('the-secret-key-of-the-tests', { cost: 2 });

/** Erika's PIN as the version before took it, which noted nothing of it. */
async function setOldPin({ database }: Hotline, pin: string): Promise<void> {
  await database.query(
    "update contacts set pin_hash = $1, pin_is_weak = null where name = 'Erika Beispiel'",
    [await pins.hash('100234', pin)],
  );
}

async function stateAfter(hotline: Hotline, pin: string): Promise<string> {
  const call = await hotline.phones.erika.dial();
  await call.press(`${pin}#`);
  const { state } = call;
  await call.hangUp();
  await lookAway(hotline);
  return state;
}

const said = async ({ database }: Hotline) => (await lookAtPins(database)).map(({ message }) => message);

test.each(['5503', '121212', '0815'])(
  'the PIN %s of before works, and the doctor names whose it is',
  async (pin) => {
    await using hotline = await openHotline();
    expect(await said(hotline)).toEqual([]);
    await setOldPin(hotline, pin);
    expect(await said(hotline)).toEqual([expect.stringMatching(/^1 from before weak PINs were noted/)]);
    expect(await stateAfter(hotline, pin)).toBe('menu');
    expect(await said(hotline)).toEqual(['1 PIN too short or easy to guess: Erika Beispiel (100234)']);
  },
);

test('a good PIN of before is known to be one when it is keyed in', async () => {
  await using hotline = await openHotline();
  await setOldPin(hotline, '391746');
  expect(await stateAfter(hotline, '391746')).toBe('menu');
  expect(await said(hotline)).toEqual([]);
});

test('what is exported can be imported again beside a weak PIN, which stays in force and stays named', async () => {
  await using hotline = await openHotline();
  await setOldPin(hotline, '5503');
  await stateAfter(hotline, '5503');
  const text = await exportDirectory(hotline.database);
  const moved = text.replace('+493023125101', '+493023125109');
  for (const file of [moved, text])
    expect((await importFile(hotline.database, file, { replace: true })).faults).toBeUndefined();
  expect(await said(hotline)).toHaveLength(1);
  expect(await stateAfter(hotline, '5503')).not.toBe('pin');
});

test('a new PIN by file or console ends it', async () => {
  await using office = await openConsole();
  const { hotline } = office;
  await setOldPin(hotline, '5503');
  await stateAfter(hotline, '5503');
  expect(await said(hotline)).toHaveLength(1);
  await seatOf(await office.as('supervisor'), '100234', 1).resetPin();
  expect(await said(hotline)).toEqual([]);

  await setOldPin(hotline, '5503');
  await stateAfter(hotline, '5503');
  const text = (await exportDirectory(hotline.database)).replace(
    /^( *)- name: Erika Beispiel/m,
    '$&\n$1  pin: "391746"',
  );
  expect(text).toContain('391746');
  expect((await importFile(hotline.database, text, { takeOver: true })).faults).toBeUndefined();
  expect(await said(hotline)).toEqual([]);
});
