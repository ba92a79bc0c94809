import { expect, test } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

test('the deadline passes: the miss is marked at its instant, the supervisors hear of it once, and it stays', async () => {
  await using hotline = await openHotline();
  const { erika, anna, supervisor } = hotline.phones;
  await criticalCase(erika);
  await hotline.pass({ minutes: 29, seconds: 59 });
  expect(await hotline.ticket('4711')).toMatchObject({ late: false });
  await lookAway(hotline);
  await hotline.pass({ minutes: 1 });
  const { timeline } = await hotline.ticket('4711');
  expect(timeline.filter(({ kind }) => kind === 'deadline-missed')).toMatchObject([
    { at: '2026-11-23T09:30:00.000Z', actor: 'hotline' },
  ]);
  const told = (text: string) => text.includes('Frist verpasst');
  expect(supervisor.newSms().filter(told)).toHaveLength(1);

  // acknowledged late, answered late: paging stops, the miss stays
  await anna.sendSms('A 4711');
  expect(anna.sms().at(-1)).toContain('gehört Ihnen');
  await lookAway(hotline);
  await hotline.pass({ minutes: 1 });
  await anna.sendSms(`D 4711 ${anna.code()} Lizenz war abgelaufen`);
  expect(supervisor.newSms().filter((text) => text.includes('per SMS geantwortet'))).toHaveLength(1);
  await lookAway(hotline);
  await hotline.pass({ hours: 1 });
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered', late: true });
  expect(supervisor.newSms()).toEqual([]);
});
