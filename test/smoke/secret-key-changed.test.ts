import { describe, expect, test, vi } from 'vitest';
import { lookAtPinKeys } from '../../src/cli/doctor/look-at-pins.ts';
import { calendarFaults } from '../../src/domain/calendar/calendar-definition.ts';
import { createPinHasher } from '../../src/domain/customers/pin-hasher.ts';
import { changePinHash } from '../../src/domain/customers/seat-store.ts';
import { exportDirectory } from '../../src/domain/directory-file/export-directory.ts';
import { importDirectory } from '../../src/domain/directory-file/import-directory.ts';
import { scheduleFaults } from '../../src/domain/oncall/schedule-faults.ts';
import { secondFactorKeys } from '../../src/domain/users/second-factor-keys.ts';
import { createEncryption } from '../../src/platform/encryption.ts';
import { setUpSecondFactor } from '../support/authenticator.ts';
import { lookAway } from '../support/caller-ways.ts';
import { openConsole, PASSWORD } from '../support/console.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { ERIKA_PIN } from '../support/stories.ts';

const OLD = 'the-secret-key-of-last-year';

/** Every PIN of Erika's company was set while the key of before was in use. */
async function setUnderOldKey({ database }: Hotline): Promise<void> {
  const before = createPinHasher(OLD, { cost: 2 });
  for (const [name, pin] of [
    ['Erika Beispiel', ERIKA_PIN],
    ['Max Muster', '082915'],
  ]) {
    const hash = await before.hash('100234', pin ?? '');
    await database.query('update contacts set pin_hash = $2 where name = $1', [name, hash]);
  }
}

/** Where a call stands after its PIN. */
async function keyIn(hotline: Hotline, pin: string): Promise<string | undefined> {
  const call = await hotline.phones.erika.dial();
  await call.press(`${pin}#`);
  const { state } = call;
  await call.hangUp();
  return state ?? undefined;
}

const pinKeysOf = ({ database }: Hotline) =>
  database.query<{ name: string; key: string | null }>(
    `select name, pin_key as key from contacts where customer_number = '100234' order by name`,
  );

describe('a secret key that was changed', () => {
  test('a PIN of before is right, and from then on under the new key', async () => {
    await using hotline = await openHotline({ env: { SECRET_KEY_PREVIOUS: OLD } });
    await setUnderOldKey(hotline);
    expect(await keyIn(hotline, ERIKA_PIN)).toBe('menu');
    const { keyName } = hotline.app.pins;
    expect(await pinKeysOf(hotline)).toEqual([
      { name: 'Erika Beispiel', key: keyName },
      { name: 'Max Muster', key: null },
    ]);
    const [erika] = await hotline.database.query<{ hash: Buffer }>(
      `select pin_hash as hash from contacts where name = 'Erika Beispiel'`,
    );
    expect(erika?.hash).toEqual(await hotline.app.pins.hash('100234', ERIKA_PIN));
    // the same PIN again: by now she has a ticket, since she hung up
    expect(await keyIn(hotline, ERIKA_PIN)).toBe('open-case');
    expect(await keyIn(hotline, '555777')).toBe('pin');
    const [finding] = await lookAtPinKeys(hotline.database, hotline.app.config);
    expect(finding).toMatchObject({
      verdict: 'warning',
      message: expect.stringContaining('yet to use their PIN'),
    });
    await lookAway(hotline);
  });

  test('without the key of before, a PIN of before is a wrong one', async () => {
    await using hotline = await openHotline();
    await setUnderOldKey(hotline);
    expect(await keyIn(hotline, ERIKA_PIN)).toBe('pin');
    expect(await lookAtPinKeys(hotline.database, hotline.app.config)).toEqual([]);
    await lookAway(hotline);
  });

  test('a change that is taken back is told while a PIN has moved to the new key', async () => {
    await using hotline = await openHotline({ env: { SECRET_KEY_PREVIOUS: OLD } });
    const { database, app } = hotline;
    await setUnderOldKey(hotline);
    const takenBack = { secretKey: OLD, secretKeyPrevious: undefined };
    expect(await lookAtPinKeys(database, takenBack)).toEqual([]);
    expect(await keyIn(hotline, ERIKA_PIN)).toBe('menu');
    expect(await lookAtPinKeys(database, takenBack)).toMatchObject([
      { verdict: 'fault', message: expect.stringMatching(/^1 PIN .* wrong under this one$/) },
    ]);
    const both = { secretKey: OLD, secretKeyPrevious: app.config.secretKey };
    expect(await lookAtPinKeys(database, both)).toMatchObject([{ verdict: 'warning' }]);
    const [erika] = await database.query<{ id: string }>(
      `select id from contacts where name = 'Erika Beispiel'`,
    );
    const pinHash = await createPinHasher(OLD).hash('100234', '260418');
    await changePinHash(database, erika?.id ?? '', pinHash);
    expect(await lookAtPinKeys(database, takenBack)).toEqual([]);
    await lookAway(hotline);
  });

  test('a file that gives a new PIN gives it under the key of today; one that changes a phone leaves the key', async () => {
    await using hotline = await openHotline({ env: { SECRET_KEY_PREVIOUS: OLD } });
    const { database, app } = hotline;
    await setUnderOldKey(hotline);
    expect(await keyIn(hotline, ERIKA_PIN)).toBe('menu');
    const kept = await exportDirectory(database);
    const options = { pins: app.pins, now: new Date(), calendarFaults, scheduleFaults, replace: true };
    const phone = kept.replace('+493023125101', '+493023125109');
    expect((await importDirectory(database, phone, 'export.yaml', options)).faults).toBeUndefined();
    expect((await pinKeysOf(hotline))[0]).toEqual({ name: 'Erika Beispiel', key: app.pins.keyName });
    const pin = kept.replace('name: Erika Beispiel', 'name: Erika Beispiel\n        pin: "260418"');
    expect((await importDirectory(database, pin, 'export.yaml', options)).faults).toBeUndefined();
    expect((await pinKeysOf(hotline))[0]).toEqual({ name: 'Erika Beispiel', key: null });
    await lookAway(hotline);
  });

  test('a PIN that a colleague has been given meanwhile stays theirs, and the call goes on', async () => {
    await using hotline = await openHotline({ env: { SECRET_KEY_PREVIOUS: OLD } });
    await setUnderOldKey(hotline);
    const hash = await hotline.app.pins.hash('100234', ERIKA_PIN);
    await hotline.database.query(`update contacts set pin_hash = $1 where name = 'Max Muster'`, [hash]);
    expect(await keyIn(hotline, ERIKA_PIN)).toBe('menu');
    const [row] = await hotline.database.query(
      `select contacts.name from calls join contacts on contacts.id = contact_id`,
    );
    expect(row).toEqual({ name: 'Max Muster' });
    await lookAway(hotline);
  });

  test('an authenticator app of before opens, and is kept under the new key', async () => {
    await using office = await openConsole({ env: { SECRET_KEY_PREVIOUS: OLD } });
    const { database, app } = office.hotline;
    const { app: authenticator, recoveryCodes } = await setUpSecondFactor(await office.as('supervisor'));
    vi.setSystemTime(Date.now() + 30_000);
    const [user, isNow] = ['user_id::text as id, secret', secondFactorKeys(app.config.secretKey)];
    const factor = async () =>
      (await database.query<{ id: string; secret: Buffer }>(`select ${user} from second_factors`))[0];
    const { id = '', secret = Buffer.alloc(0) } = (await factor()) ?? {};
    const plain = isNow.encryption.open(secret, id) ?? '';
    const before = secondFactorKeys(OLD);
    await database.query('update second_factors set secret = $1', [before.encryption.seal(plain, id)]);
    const [code = '', other = ''] = recoveryCodes.map((one) => one.replaceAll('-', ''));
    await database.query('delete from recovery_codes where code_hash = $1', [isNow.hashOf(other)]);
    await database.query('update recovery_codes set code_hash = $1 where code_hash = $2', [
      before.hashOf(code),
      isNow.hashOf(code),
    ]);

    const signIn = async (typed: string) => {
      const browser = office.nobody();
      await browser.post('/sign-in', { login: 'supervisor', password: PASSWORD, to: '/calls' });
      return (await browser.post('/sign-in/code', { code: typed, to: '/calls' })).location;
    };
    expect(await signIn(authenticator.code())).toBe('/calls');
    expect(isNow.encryption.open((await factor())?.secret ?? secret, id)).toBe(plain);
    expect(await signIn(code)).toBe('/calls');
    expect(await signIn(code)).not.toBe('/calls');
  });

  test('what was sealed or hashed under the key of before is opened and known, and nothing else', () => {
    const sealed = createEncryption(OLD, 'second factors').seal('secret', 'user');
    const both = secondFactorKeys('the new key of the house', OLD);
    expect(both.encryption.open(sealed, 'user')).toBe('secret');
    expect(both.encryption.open(sealed, 'another user')).toBeNull();
    expect(secondFactorKeys('the new key of the house').encryption.open(sealed, 'user')).toBeNull();
    expect(
      secondFactorKeys('the new key of the house').encryption.open(both.encryption.seal('x', 'user'), 'user'),
    ).toBe('x');
    expect(both.hashBefore?.('code')).toEqual(secondFactorKeys(OLD).hashOf('code'));
  });
});
