import { expect, it } from 'vitest';
import { freshDatabase } from '../support/database.ts';

it('no index knows where a leg stands, so that a key is written without touching any', async () => {
  await using database = await freshDatabase();
  const indexes = await database.query(
    `select distinct objid::regclass::text as name from pg_depend
     where classid = 'pg_class'::regclass and refobjid = 'calls'::regclass and refobjsubid = (
       select attnum from pg_attribute where attrelid = 'calls'::regclass and attname = 'visit')`,
  );
  expect(indexes).toEqual([]);
});
