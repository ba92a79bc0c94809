import { expect, test } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { openHotline } from '../support/hotline.ts';
import { criticalCase, ERIKA_PIN } from '../support/stories.ts';
import { rememberLog } from '../support/written-down.ts';

interface LegLine {
  msg: string;
  call: string;
  callSid: string | null;
  party: string;
  number: string;
  status?: string;
  seconds?: number;
  ticket?: string | null;
}

const AT_INFO = 30;
const legLines = (lines: string[]) =>
  lines
    .map((line) => JSON.parse(line) as LegLine & { level: number })
    .filter(({ msg, level }) => level === AT_INFO && /^a (call|leg) /.test(msg));

test('each call is one line when it comes and one when it ends, with the name to follow it by', async () => {
  const { log, lines } = rememberLog();
  await using hotline = await openHotline({ log });
  const call = await hotline.phones.erika.dial();
  expect(legLines(lines)).toMatchObject([{ msg: 'a call came in', party: 'caller', number: '+49…101' }]);
  for (const keys of [`${ERIKA_PIN}#`, '1', '1', '1']) await call.press(keys);
  await hotline.pass({ seconds: 40 });
  await call.hangUp();
  await lookAway(hotline);
  const [began, ended] = legLines(lines).filter(({ party }) => party === 'caller');
  expect(ended).toMatchObject({ msg: 'a leg ended', status: 'completed', seconds: 40, ticket: '4711' });
  expect(ended?.callSid).toBe(began?.callSid);
  expect(ended?.call).toBe(began?.call);
  expect(lines.join('')).not.toContain(hotline.phones.erika.number);
  expect(lines.join('')).not.toContain(ERIKA_PIN);
});

test('a report told twice ends a leg once; a doubled ring is one call', async () => {
  const { log, lines } = rememberLog();
  await using hotline = await openHotline({ log });
  const call = await hotline.phones.erika.dial();
  await hotline.line.replayLast();
  await call.hangUp();
  for (const webhook of [...hotline.line.webhooks]) await hotline.line.replay(webhook);
  expect(legLines(lines).map(({ msg }) => msg)).toEqual(['a call came in', 'a leg ended']);
});

test('a leg to an engineer whom nobody reaches ends with a line, too', async () => {
  const { log, lines } = rememberLog();
  await using hotline = await openHotline({ log });
  await criticalCase(hotline.phones.erika);
  await hotline.pass({ minutes: 3 });
  await (await hotline.phones.anna.rings()).noAnswer();
  await lookAway(hotline);
  expect(legLines(lines)).toContainEqual(
    expect.objectContaining({ msg: 'a leg ended', party: 'engineer', ticket: '4711' }),
  );
});
