import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { ERIKA_PIN, GRACE_PIN, openCase } from '../support/stories.ts';

/** Anna and Carla are both paged by phone at once; Carla speaks no English. */
const BOTH = (usual: string) =>
  usual
    .replace('languages: [de, en] }', 'languages: [en] }')
    .replace('page: [schedule:front], by: [sms] }', 'page: [engineer:anna, engineer:carla], by: [call] }');

test('whoever speaks the language of the caller is rung first, and the others no later than that', async () => {
  await using hotline = await openHotline({ directory: BOTH });
  const { erika, grace, anna, carla } = hotline.phones;
  const numbersRung = () =>
    hotline.line.carrier.legs.filter(({ direction }) => direction !== 'inbound').map(({ phone }) => phone);

  await (await openCase(erika, { pin: ERIKA_PIN, severity: 2 })).hangUp();
  expect(numbersRung()).toEqual([carla.number, anna.number]);
  await (await (await carla.rings()).answer()).press('3');
  await (await (await anna.rings()).answer()).press('2');

  await (await openCase(grace, { pin: GRACE_PIN, severity: 2 })).hangUp();
  expect(numbersRung().slice(2)).toEqual([anna.number, carla.number]);
  await carla.rings();
  await (await (await anna.rings()).answer()).press('2');
});
