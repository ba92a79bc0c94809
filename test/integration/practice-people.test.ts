import { expect, test } from 'vitest';
import { practicePeople } from '../../src/web/practice/practice-data-store.ts';
import { openHotline } from '../support/hotline.ts';

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
