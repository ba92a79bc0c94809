import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { KLARA_PIN } from '../support/stories.ts';

test('asked for the TAM: their plan is shown with its instants like any other', async () => {
  await using hotline = await openHotline();
  const { klara, tessa } = hotline.phones;
  const call = await klara.dial();
  for (const keys of [`${KLARA_PIN}#`, '4']) await call.press(keys);
  const { plan } = await hotline.api<{ plan: { page: string[]; done: boolean }[] }>('/tickets/4711');
  expect(plan.map(({ page, done }) => [page, done])).toEqual([
    [['tam'], true],
    [['deputy'], false],
    [['tam', 'deputy'], false],
  ]);
  tessa.sms();
  await (await (await tessa.rings()).answer()).press('1');
  expect(call.joined).toBe(true);
});
