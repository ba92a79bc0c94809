import { expect, it } from 'vitest';
import { insertCall } from '../../src/domain/calls/call-store.ts';
import { findNextWaitingLeg, takeNextToDial } from '../../src/domain/calls/dial-store.ts';
import { setTimer } from '../../src/platform/timers/timer-store.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { waiting } from '../support/waits.ts';

const NOW = new Date('2026-11-23T09:00:00Z');

async function wanted(database: TestDatabase, engineer: string, urgency: number): Promise<string> {
  const call = await insertCall(database, {
    direction: 'outbound',
    party: 'engineer',
    fromNumber: '+493023125099',
    toNumber: '+4915228817386',
    status: 'planned',
    visit: {
      flow: 'engineer',
      state: 'begin-page',
      number: 1,
      language: 'de',
      tries: {},
      vars: {},
      preface: [],
    },
    engineer,
    startedAt: NOW,
    urgency,
  });
  return call?.id ?? '';
}

async function withEngineers(database: TestDatabase): Promise<void> {
  await database.query(
    `insert into engineers (key, name, phones, languages) values ('anna', 'Anna', '{}', '{de}'), ('ben', 'Ben', '{}', '{de}')`,
  );
}

it('whoever takes a leg waits for the other who does: one engineer is never dialled twice at once', async () => {
  await using database = await freshDatabase();
  await withEngineers(database);
  await wanted(database, 'anna', 1);
  await wanted(database, 'anna', 2);
  let second: ReturnType<typeof takeNextToDial> | undefined;
  await database.transaction(async (first) => {
    expect(await takeNextToDial(first, NOW)).toMatchObject({ engineer: 'anna' });
    second ??= database.transaction((tx) => takeNextToDial(tx, NOW));
    await expect.poll(() => waiting(database)).toHaveLength(1);
  });
  expect(await second).toBeNull();
});

it('many who take legs at once never dial one engineer twice, and leave nobody out', async () => {
  await using database = await freshDatabase({ max: 8 });
  await withEngineers(database);
  for (const engineer of ['anna', 'ben'])
    for (let urgency = 0; urgency < 4; urgency += 1) await wanted(database, engineer, urgency);
  const taken = await Promise.all(
    Array.from({ length: 8 }, () => database.transaction((tx) => takeNextToDial(tx, NOW))),
  );
  const engineers = taken.flatMap((call) => call?.engineer ?? []);
  expect(engineers.toSorted()).toEqual(['anna', 'ben']);
});

it('a leg that somebody has decided to end is not dialled any more, whoever comes first to do either', async () => {
  await using database = await freshDatabase();
  await withEngineers(database);
  const taken = await wanted(database, 'anna', 1);
  const other = await wanted(database, 'anna', 2);
  await database.transaction((tx) => setTimer(tx, { kind: 'end-call', subject: taken, dueAt: NOW }));
  expect(
    await findNextWaitingLeg(database, { id: taken, engineer: 'anna', direction: 'outbound' }),
  ).toMatchObject({ id: other });
  expect(await database.transaction((tx) => takeNextToDial(tx, NOW))).toMatchObject({ id: other });
  expect(await database.transaction((tx) => takeNextToDial(tx, NOW))).toBeNull();
});
