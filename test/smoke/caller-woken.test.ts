import { expect, test } from 'vitest';
import { comeTo, lookAway } from '../support/caller-ways.ts';
import { openHotline } from '../support/hotline.ts';

test('the carrier does not take the order to put a waiting caller through: the caller gets there with the next round', async () => {
  await using hotline = await openHotline();
  const caller = await comeTo(hotline, 'waiting');
  await hotline.pass({ minutes: 3 });
  const engineer = await (await hotline.phones.anna.rings()).answer();
  hotline.line.failNext({ path: `Calls/${caller.sid}`, failure: 503 });
  await engineer.press('1');
  expect(caller.over).toBe(false);
  await caller.silence();
  expect(caller.joined).toBe(true);
  expect(engineer.joined).toBe(true);
  await hotline.pass({ minutes: 2 });
  expect([caller.joined, engineer.joined]).toEqual([true, true]);
  await caller.hangUp();
  await lookAway(hotline);
});

test('the carrier takes the order and its answer is lost: the second order does not tear the two apart', async () => {
  await using hotline = await openHotline();
  const caller = await comeTo(hotline, 'waiting');
  await hotline.pass({ minutes: 3 });
  const engineer = await (await hotline.phones.anna.rings()).answer();
  hotline.line.failNext({ path: `Calls/${caller.sid}`, failure: 'accept-then-fail' });
  await engineer.press('1');
  expect(caller.joined).toBe(true);
  await hotline.pass({ minutes: 2 });
  expect([caller.joined, engineer.joined]).toEqual([true, true]);
  await caller.hangUp();
  await lookAway(hotline);
});
