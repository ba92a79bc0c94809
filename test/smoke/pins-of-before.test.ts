import { expect, test } from 'vitest';
import { withFreshPin } from '../../src/domain/customers/fresh-pin.ts';
import { changePinHash } from '../../src/domain/customers/seat-store.ts';
import { sampleInForce } from '../../src/domain/directory-file/sample-in-force.ts';
import { lookAway } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { ERIKA_PIN } from '../support/stories.ts';

const MUSTERWERK = '100234';
const NORTHWIND = '100871';

/** A contact's PIN is stored as earlier versions did. */
async function storeAsBefore({ database, app }: Hotline, name: string, pin: string): Promise<void> {
  const hash = await app.pins.hash(MUSTERWERK, pin, 'slow');
  await database.query('update contacts set pin_hash = $2 where name = $1', [name, hash]);
}

async function keyIn(hotline: Hotline, pin: string): Promise<string | null> {
  const call = await hotline.phones.erika.dial();
  await call.press(`${pin}#`);
  const { state } = call;
  await call.hangUp();
  return state;
}

const bytesOf = async ({ database }: Hotline, name: string) =>
  (
    await database.query<{ bytes: number }>(
      'select octet_length(pin_hash) as bytes from contacts where name = $1',
      [name],
    )
  )[0]?.bytes;

test('a PIN of before is right for ever, stays as it is stored, and so do those of colleagues', async () => {
  await using hotline = await openHotline();
  await storeAsBefore(hotline, 'Erika Beispiel', ERIKA_PIN);
  expect(await keyIn(hotline, ERIKA_PIN)).toBe('menu');
  // a version that knows no other hashes may still be running beside this one
  expect(await bytesOf(hotline, 'Erika Beispiel')).toBe(32);
  expect(await keyIn(hotline, '082915')).toBe('menu');
  expect(await keyIn(hotline, '555777')).toBe('pin');
  await lookAway(hotline);
});

test('whoever gets a new PIN beside a colleague of before has it stored as theirs is, and nobody has the same', async () => {
  await using hotline = await openHotline();
  const { database, app } = hotline;
  await storeAsBefore(hotline, 'Erika Beispiel', ERIKA_PIN);
  const freshFor = (customer: string, name: string) =>
    withFreshPin({ database, pins: app.pins }, customer, new Date(), async (tx, hash) => {
      const [contact] = await tx.query<{ id: string }>('select id from contacts where name = $1', [name]);
      await changePinHash(tx, contact?.id ?? '', hash);
    });
  const { pin } = await freshFor(MUSTERWERK, 'Max Muster');
  await freshFor(NORTHWIND, 'Grace Hollis');
  expect(await bytesOf(hotline, 'Max Muster')).toBe(32);
  expect(await bytesOf(hotline, 'Grace Hollis')).toBe(33);
  expect(await keyIn(hotline, pin)).toBe('menu');
  await lookAway(hotline);
});

test("the sample's PINs are found among those of before", async () => {
  await using hotline = await openHotline();
  await storeAsBefore(hotline, 'Erika Beispiel', ERIKA_PIN);
  const found = await sampleInForce(hotline.database, hotline.app.pins, new Date());
  expect(found).toContain('the PIN of Erika Beispiel, customer 100234');
});
