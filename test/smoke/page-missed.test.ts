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

test('a deadline that was promised anew after a miss passes as well: the supervisors hear of it once, and the miss stays', async () => {
  await using hotline = await openHotline({ directory: (usual) => usual.replace('PT4H', 'PT40M') });
  const { erika, anna, supervisor } = hotline.phones;
  await criticalCase(erika);
  await hotline.pass({ minutes: 31 });
  await anna.sendSms('A 4711');
  await lookAway(hotline);
  const milder = { by: 'tessa', severity: 2, text: 'Nur ein Arbeitsplatz ist betroffen.' };
  expect(await hotline.api('/tickets/4711/severity', milder)).toMatchObject({
    respondBy: '2026-11-23T09:40:00.000Z',
  });
  await lookAway(hotline);
  await hotline.pass({ minutes: 8 });
  await lookAway(hotline);
  await hotline.pass({ minutes: 2 });
  const told = supervisor.newSms().filter((text) => text.includes('Frist verpasst'));
  expect(told).toEqual([expect.stringMatching(/HOCH Ticket 4711 .*fällig .*10:40/)]);
  await hotline.database.query(
    `insert into timers (kind, subject, due_at) values ('deadline', '4711', '2026-11-23T09:45Z')`,
  );
  await hotline.pass({ minutes: 10 });
  expect(supervisor.newSms().join()).not.toContain('Frist verpasst');
  const { timeline, late } = await hotline.ticket('4711');
  expect(late).toBe(true);
  expect(timeline.filter(({ kind }) => kind === 'deadline-missed')).toMatchObject([
    { at: '2026-11-23T09:30:00.000Z' },
    { at: '2026-11-23T09:40:00.000Z' },
  ]);
  expect(await hotline.database.query('select missed_at from tickets')).toEqual([
    { missed_at: new Date('2026-11-23T09:30:00Z') },
  ]);
  await lookAway(hotline);
});
