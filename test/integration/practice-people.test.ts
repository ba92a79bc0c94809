import { expect, test } from 'vitest';
import { practiceBoard, practicePeople } from '../../src/web/practice/practice-data-store.ts';
import { lookAway } from '../support/caller-ways.ts';
import { openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

test('supervisors’ phones on the practice line have the names they were given', async () => {
  await using hotline = await openHotline();
  const { database } = hotline;
  await database.query(
    `update supervisors set phones = array['+493023125000', '+493023125001'], names = '{"+493023125001": "Control room"}'`,
  );
  const people = await practicePeople(database, new Map(), new Date());
  expect(
    people.filter(({ role }) => role === 'supervisor').map(({ name, number }) => [name, number]),
  ).toEqual([
    ['Supervisor', '+493023125000'],
    ['Control room', '+493023125001'],
  ]);
});

test('a ticket whose facts were asked for is not shown as answered beside the phones', async () => {
  await using hotline = await openHotline();
  await criticalCase(hotline.phones.erika);
  const answer = (how: string) =>
    hotline.api('/tickets/4711/answer', { by: 'anna', how, text: 'Which version?' });
  const shown = async () => {
    const [ticket] = await practiceBoard(hotline.database, new Date());
    return { asks: ticket?.asksForFacts, kinds: ticket?.events.map(({ kind }) => kind) };
  };
  await answer('facts-requested');
  expect(await shown()).toEqual({ asks: true, kinds: expect.arrayContaining(['facts-requested']) });
  await hotline.api('/tickets/4711/reopen', { by: 'anna', text: 'They have replied.' });
  expect(await shown()).toMatchObject({ asks: false });
  await answer('qualified-answer');
  expect(await shown()).toEqual({ asks: false, kinds: expect.arrayContaining(['answered']) });
  await hotline.settle();
  await lookAway(hotline);
});
