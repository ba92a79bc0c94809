import { expect, test, vi } from 'vitest';
import { openConsole } from '../support/console.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { hotline as command } from '../support/hotline-command.ts';
import { criticalCase, ERIKA_PIN } from '../support/stories.ts';

/** What the command says of a ticket. */
async function explain({ database }: Hotline, ...args: string[]) {
  const env = { DATABASE_URL: database.url, SECRET_KEY: 'a secret key of the tests, long enough' };
  return command(['explain', ...args], { env });
}

/** Nobody does what is due for a while, as when the service stands still. */
function standStill(seconds: number): void {
  vi.setSystemTime(Date.now() + seconds * 1_000);
}

test('a page that came late because the hotline stood still', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  anna.newSms();
  standStill(300);
  await hotline.settle();
  const ring = await anna.rings();
  standStill(12);
  await (await ring.answer()).press('2');
  await hotline.api('/tickets/4711/answer', { by: 'anna', text: 'Restart it.', how: 'qualified-answer' });

  const { out } = await explain(hotline, '4711');
  expect(out).toMatch(/^Ticket 4711, Critical: In time\./);
  expect(out).toMatch(/Acknowledged: 5 min 12 s after the first ring/);
  expect(out).toMatch(
    /longest waits\n.*Step 2 .*: waited 2 min for the hotline.*\n.*paged by call: waited 12 s/i,
  );
  expect(out).toMatch(/\n\n[^\n]*23 Nov[^\n]*\n10:00:00 {2}/);
  expect(out).toMatch(/10:05:00 {2}Step 2 .*\n +due 10:03:00\n +waited 2 min/);
  expect(out).toMatch(
    /10:05:00 {2}Anna .*\n +sent to the carrier 10:05:00 · accepted .* · answered 10:05:12/,
  );
  expect(out).toMatch(/10:00:00 {2}SMS to the customer\n .*delivered 10:00:00/);
  expect((await explain(hotline, '4711', '--language', 'de')).out).toMatch(/wartete 2 min auf die Hotline/);
  erika.newSms();
});

test('what did not reach the customer’s phones, and the call that said it instead', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  erika.refuseSms(30006);
  await criticalCase(erika);
  await hotline.pass({ minutes: 1 });
  const ring = await erika.rings();
  standStill(4);
  await ring.answer();
  anna.newSms();

  const { out } = await explain(hotline, '4711');
  expect(out.match(/SMS to the customer\n .*not delivered 10:00:00/g)).toHaveLength(1);
  expect(out).toMatch(/Call that reads the SMS out to the customer\n .*answered 10:01:04/);
  erika.undelivered();
});

test('what the customer needs to open a ticket is nobody’s delay, and what is still to come is said', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  const call = await erika.dial();
  standStill(40);
  for (const keys of [`${ERIKA_PIN}#`, '1', '1', '1', '2', '1', '2']) await call.press(keys);
  anna.newSms();
  erika.newSms();
  const { out } = await explain(hotline, '4711', '--json');
  expect(JSON.parse(out)).toMatchObject({
    ticket: '4711',
    lateMs: null,
    milestones: { paged: 40_000, acknowledged: null, answered: null },
    pending: [
      { kind: 'escalate', dueAt: '2026-11-23T09:03:00.000Z' },
      { kind: 'deadline', dueAt: '2026-11-23T09:30:00.000Z' },
    ],
  });
  expect(JSON.parse(out).steps.flatMap(({ waits }: { waits: unknown[] }) => waits)).toEqual([]);
});

test('the console tells it on the ticket, in the language of whoever looks', async () => {
  await using office = await openConsole();
  const { erika, anna } = office.hotline.phones;
  await criticalCase(erika);
  anna.newSms();
  standStill(240);
  await office.hotline.settle();
  await (await (await anna.rings()).answer()).press('2');
  const engineer = await office.as('engineer');
  const { text } = await engineer.get('/tickets/4711');
  expect(text).toContain('Where the time went');
  expect(text).toMatch(/Step 2 of the policy: .*: waited 1 min for the hotline/);
});

test.each([
  [['4712'], 1, 'There is no ticket 4712.'],
  [['x'], 2, '"x" is not a ticket number'],
  [['4711', '--language', 'fr'], 2, '--language is "fr"; allowed: en, de.'],
])('what cannot be explained: %j', async (args, code, complaint) => {
  await using hotline = await openHotline();
  const ended = await explain(hotline, ...args);
  expect(ended).toMatchObject({ code, out: '' });
  expect(ended.err).toContain(complaint);
});
