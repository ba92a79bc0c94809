import { expect, test } from 'vitest';
import { type Hotline, openHotline } from '../support/hotline.ts';
import type { Call } from '../support/phone.ts';
import { annaConnects, drain, ERIKA_PIN, MAX_PIN, openCase } from '../support/stories.ts';

const CAME_FIRST =
  'ist schon jemand aus Ihrer Firma in der Leitung und spricht zuerst mit unserem Spezialisten';

/** Erika opens a critical ticket and waits; Max wants to be connected about it. */
async function erikaThenMax(hotline: Hotline): Promise<{ first: Call; second: Call }> {
  const first = await openCase(hotline.phones.erika, { pin: ERIKA_PIN, severity: 1 });
  await first.press('1');
  const second = await hotline.line.phone('+493023125102').dial();
  for (const keys of [`${MAX_PIN}#`, '3', '4711#', '3']) await second.press(keys);
  return { first, second };
}

test('two of a customer want to be connected: who came first is joined, and the other hears so', async () => {
  await using hotline = await openHotline();
  const { first, second } = await erikaThenMax(hotline);
  expect(second.heard()).toContain(CAME_FIRST);
  expect(second.state).toBe('ticket-menu');
  const engineer = await annaConnects(hotline.phones);
  expect([first.joined, engineer.joined, second.joined]).toEqual([true, true, false]);
  await second.press('3');
  expect(second.heard()).toContain(CAME_FIRST);
  await drain(hotline);
});

test('who came first gives up: the other is connected when they ask again', async () => {
  await using hotline = await openHotline();
  const { first, second } = await erikaThenMax(hotline);
  await first.hangUp();
  await second.press('3');
  expect(second.state).toBe('waiting');
  const engineer = await annaConnects(hotline.phones);
  expect([engineer.joined, second.joined]).toEqual([true, true]);
  await drain(hotline);
});

/** Erika waits about her ticket on two phones. */
async function waitsOnTwo({ phones, line }: Hotline) {
  const first = await openCase(phones.erika, { pin: ERIKA_PIN, severity: 1 });
  await first.press('1');
  const again = await line.phone('+4915228817399').dial();
  for (const keys of ['1', '100234#', `${ERIKA_PIN}#`, '1']) await again.press(keys);
  return { first, again };
}

test('who calls once more from another phone is connected there', async () => {
  await using hotline = await openHotline();
  const { first, again } = await waitsOnTwo(hotline);
  const engineer = await annaConnects(hotline.phones);
  expect([engineer.joined, again.joined]).toEqual([true, true]);
  await first.hangUp();
  await drain(hotline);
});

test.each(['2', 'silence'])(
  'who waits on one phone while they talk on another is promised no callback: %s',
  async (then) => {
    await using hotline = await openHotline();
    const { first, again } = await waitsOnTwo(hotline);
    const engineer = await annaConnects(hotline.phones);
    while (first.state === 'waiting') {
      await hotline.pass({ seconds: 30 });
      await (then === '2' ? first.press('2') : first.silence());
    }
    expect(first.heard()).toContain('neuen Stand. Ticket 4 7 1 1 ist in Arbeit.');
    expect(first.heard()).not.toContain('rufen Sie zurück');
    expect([engineer.joined, again.joined]).toEqual([true, true]);
    await drain(hotline);
  },
);
