import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

const EVERY_MS = 20;

/**
 * How quickly this machine answers the smallest question at the moment: `select 1`, asked again and again meanwhile.
 * @returns ends it, and resolves to the milliseconds of each
 */
export async function probe(databaseUrl: string): Promise<() => Promise<number[]>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const ms: number[] = [];
  let ended = false;
  const asking = (async () => {
    while (!ended) {
      const begin = performance.now();
      await client.query('select 1');
      ms.push(performance.now() - begin);
      await pause(EVERY_MS);
    }
    await client.end();
  })();
  return async () => {
    ended = true;
    await asking;
    return ms;
  };
}
