import { expect, test } from 'vitest';
import { lookAway, ticketsOf } from '../support/caller-ways.ts';
import { openHotline } from '../support/hotline.ts';

test('a third language is one more file: chosen by its key, spoken to the end, and written', async () => {
  await using hotline = await openHotline();
  const call = await hotline.line.phone('+4915228817399').dial({ from: 'anonymous' });
  expect(call.heard()).toMatch(/For English, press 2\. .*Pour le français, tapez 3\.$/);
  await call.press('3');
  expect(call.heard()).toBe('Tapez votre numéro de client, puis dièse.');
  await call.press('100234#');
  for (const wrong of ['0000#', '0000#', '0000#']) await call.press(wrong);
  expect(call.heard()).toContain("Je n'ai pas pu vous identifier avec certitude.");
  await call.press('1');
  expect(await ticketsOf(hotline)).toMatchObject([{ severity: 1, verified: false }]);
  await call.hangUp();
  await lookAway(hotline);
});

test('whoever is known by customer number and PIN hears and reads the promise in the language they chose', async () => {
  await using hotline = await openHotline();
  const call = await hotline.line.phone('+4915228817399').dial({ from: 'anonymous' });
  for (const keys of ['3', '100234#', '471108#', '1', '1', '1', '2', '1']) await call.press(keys);
  expect(call.heard()).toContain(
    "Votre numéro de ticket est 4 7 1 1. Un spécialiste vous parlera au plus tard aujourd'hui à 10 h 30.",
  );
  await call.press('2');
  expect(call.heardInAll()).toMatch(/Au revoir\.$/);
  const [{ body } = { body: '' }] = await hotline.database.query<{ body: string }>(
    `select body from messages where audience = 'customer'`,
  );
  expect(body).toContain(
    'Votre ticket 4711 : gravité critique. Vous aurez de nos nouvelles avant le lun. 23/11 10:30.',
  );
  await lookAway(hotline);
});
