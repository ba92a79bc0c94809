import { expect, test, vi } from 'vitest';
import { comeTo, inAllLanguages, lookAway, ticketsOf } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { fillDisk, loseWrites } from '../support/outage.ts';

test('the disk is full in the middle of a call: three moments at the same question, then a person', async () => {
  await using hotline = await openHotline();
  const call = await hotline.phones.erika.dial();
  await call.press('471108#');
  const outage = await fillDisk(hotline);
  for (let moment = 1; moment <= 3; moment += 1) {
    await call.press('1');
    expect(call.heard()).toContain(inAllLanguages(hotline, 'one-moment'));
    expect(call.state).toBe('menu');
  }
  await call.press('1');
  expect(call.heard()).toContain(inAllLanguages(hotline, 'apology'));
  const person = await (await hotline.phones.supervisor.rings()).answer();
  await person.hangUp();
  expect(call.over).toBe(true);
  for (const { url, answer } of hotline.line.webhooks) expect([url, answer?.status]).not.toEqual([url, 500]);
  await outage.back();
  await lookAway(hotline);
});

test('a standby that takes no writes: three moments, then a person', async () => {
  await using hotline = await openHotline();
  const call = await hotline.phones.erika.dial();
  const outage = await loseWrites(hotline);
  await call.press('471108#');
  expect(call.heard()).toContain(inAllLanguages(hotline, 'apology'));
  await (await hotline.phones.supervisor.rings()).noAnswer();
  await call.hangUp();
  await outage.back();
  await lookAway(hotline);
});

test.each(['customer-number', 'pin', 'severity-confirm', 'describe', 'hold', 'ticket-menu'])(
  'whoever says nothing at %s meanwhile reaches a person just the same',
  async (state) => {
    await using hotline = await openHotline();
    const call = await comeTo(hotline, state);
    await lookAway(hotline);
    const outage = await fillDisk(hotline);
    for (let silence = 1; silence <= 4; silence += 1) {
      expect(call.heard()).not.toContain(inAllLanguages(hotline, 'apology'));
      expect(call.state).toBe(state);
      await call.silence();
    }
    expect(call.heard()).toContain(inAllLanguages(hotline, 'apology'));
    await (await hotline.phones.supervisor.rings()).noAnswer();
    expect(call.heard()).toContain(inAllLanguages(hotline, 'apology-record'));
    await call.hangUp();
    await outage.back();
    await lookAway(hotline);
  },
);

test('a caller who has waited for half a minute is not asked once more', async () => {
  await using hotline = await openHotline();
  const call = await hotline.phones.erika.dial();
  const outage = await fillDisk(hotline);
  await call.press('471108#');
  expect(call.state).toBe('pin');
  vi.setSystemTime(Date.now() + 30_000);
  await call.press('471108#');
  expect(call.heard()).toContain(inAllLanguages(hotline, 'apology'));
  await (await hotline.phones.supervisor.rings()).noAnswer();
  await call.hangUp();
  await outage.back();
  await lookAway(hotline);
});

test('what was endured is forgotten with the first answer that is written down', async () => {
  await using hotline = await openHotline();
  const call = await hotline.phones.erika.dial();
  await call.press('471108#');
  for (let round = 1; round <= 2; round += 1) {
    const outage = await fillDisk(hotline);
    for (let moment = 1; moment <= 3; moment += 1) await call.press('1');
    await outage.back();
    await call.press(['1', '2'][round - 1] ?? '');
  }
  expect(call.state).toBe('consent');
  expect(call.heard()).not.toContain(inAllLanguages(hotline, 'apology'));
  await call.hangUp();
  expect(await ticketsOf(hotline)).toMatchObject([{ severity: 2 }]);
  await lookAway(hotline);
});

test('keys whose answer stays out, so that the carrier comes by the fallback, lead to a person, too', async () => {
  await using hotline = await openHotline();
  const call = await hotline.phones.erika.dial();
  await call.press('471108#');
  loseAnswers(hotline, '/input/');
  for (let moment = 1; moment <= 3; moment += 1) {
    await call.press('1');
    expect(call.state).toBe('menu');
  }
  await call.press('1');
  expect(call.heard()).toContain(inAllLanguages(hotline, 'apology'));
  await (await hotline.phones.supervisor.rings()).noAnswer();
  await call.hangUp();
  expect(hotline.line.takeFaults()).toHaveLength(4);
  await lookAway(hotline);
});

/** From now on what the carrier asks at these paths gets no answer. */
function loseAnswers({ line }: Hotline, path: string): void {
  const { webhooks } = line.carrier;
  const deliver = webhooks.deliver.bind(webhooks);
  vi.spyOn(webhooks, 'deliver').mockImplementation(async (webhook) =>
    webhook.url.includes(path) ? { status: 0, type: '', body: 'no answer' } : deliver(webhook),
  );
}
