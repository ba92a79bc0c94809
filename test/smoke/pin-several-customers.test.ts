import { expect, test } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';

const SERVICE_PROVIDER = '+493023125801';

/** A service provider's Sina is a contact of two customers, with one phone. */
const provider = (pins: [string, string]) => (usual: string) =>
  `${usual}
  "810001":
    name: Erster Kunde GmbH
    plan: enhanced
    valid: { from: 2026-01-01, until: 2027-12-31 }
    calendar: munich
    contacts:
      - { name: Sina Dienst, phones: ["${SERVICE_PROVIDER}"], pin: "${pins[0]}", language: de }
  "810002":
    name: Zweiter Kunde GmbH
    plan: enhanced
    valid: { from: 2026-01-01, until: 2027-12-31 }
    calendar: munich
    contacts:
      - { name: Sina Dienst, phones: ["${SERVICE_PROVIDER}"], pin: "${pins[1]}", language: de }
`;

async function customerOfTheCall({ database }: Hotline): Promise<string | null> {
  const [call] = await database.query<{ customer: string | null }>(
    'select customer_number as customer from calls order by started_at desc, id limit 1',
  );
  return call?.customer ?? null;
}

test.each(['810001', '810002'])(
  'one phone and one PIN at two customers: asked which, %s is served',
  async (customer) => {
    await using hotline = await openHotline({ directory: provider(['391746', '391746']) });
    const call = await hotline.line.phone(SERVICE_PROVIDER).dial();
    expect(call.state).toBe('pin');
    await call.press('391746#');
    expect(call.state).toBe('customer-number');
    expect(call.heard()).toBe(
      'Diese PIN gibt es bei mehreren Kunden. Bitte geben Sie Ihre Kundennummer ein, danach die Raute.',
    );
    await call.press(`${customer}#`);
    await call.press('391746#');
    expect(call.state).toBe('menu');
    expect(call.heardInAll()).not.toMatch(/Erster|Zweiter/);
    expect(await customerOfTheCall(hotline)).toBe(customer);
    await call.hangUp();
    hotline.line.phone(SERVICE_PROVIDER).sms();
    await lookAway(hotline);
  },
);

test.each([
  ['391746', '810001'],
  ['605283', '810002'],
])('one phone and two PINs: %s tells that it is %s', async (pin, customer) => {
  await using hotline = await openHotline({ directory: provider(['391746', '605283']) });
  const call = await hotline.line.phone(SERVICE_PROVIDER).dial();
  await call.press(`${pin}#`);
  expect(call.state).toBe('menu');
  expect(await customerOfTheCall(hotline)).toBe(customer);
  await call.hangUp();
  hotline.line.phone(SERVICE_PROVIDER).sms();
  await lookAway(hotline);
});

test('asked which customer, a number that is neither of the two opens nothing', async () => {
  await using hotline = await openHotline({ directory: provider(['391746', '391746']) });
  const call = await hotline.line.phone(SERVICE_PROVIDER).dial();
  await call.press('391746#');
  await call.press('100234#');
  await call.press('391746#');
  expect(call.state).toBe('pin');
  expect(call.heard()).toMatch(/^Das war nicht die richtige PIN\./);
  await call.hangUp();
  await lookAway(hotline);
});

test('asked which customer, silence leads to the emergency lane', async () => {
  await using hotline = await openHotline({ directory: provider(['391746', '391746']) });
  const call = await hotline.line.phone(SERVICE_PROVIDER).dial();
  await call.press('391746#');
  for (let round = 0; round < 3; round += 1) await call.silence();
  expect(call.state).toBe('unverified');
  await call.hangUp();
  await lookAway(hotline);
});

test.each(['1', '42', '0100', '123456789012345'])('customer number %s can be keyed in', async (customer) => {
  const renumbered = (usual: string) => usual.replace('"100871":', `"${customer}":`);
  await using hotline = await openHotline({ directory: renumbered });
  const call = await hotline.line.phone('anonymous').dial();
  await call.press('1');
  await call.press(`${customer}#`);
  await call.press('614020#');
  expect(call.state).toBe('menu');
  expect(await customerOfTheCall(hotline)).toBe(customer);
  await call.hangUp();
  await lookAway(hotline);
});
