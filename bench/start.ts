/**
 * What it takes to be there: until `/readyz` says yes, the memory that is held then, and what the server takes for the board
 * with 40 open tickets of 4,000. Beside another checkout, or, without one, beside this checkout with its web part alone and
 * beside a page without data.
 *
 *     npm run bench -- start [--short] [--rounds 9] [--json FILE] [--compare FILE] [--against CHECKOUT]
 *
 * Every round of start and memory is a process of its own, as `npm start` runs it, on a database that has its tables. Each
 * checkout makes its record by its own `hotline practice seed`; nobody is paged about it (`ROLE=web`).
 */
import { resolve } from 'node:path';
import { openDatabase } from '../src/platform/db/database.ts';
import { signIn, timeOf } from './support/console-visitor.ts';
import type { Rounds } from './support/figures.ts';
import { measureInTurn } from './support/in-turn.ts';
import { seedBy, startMain } from './support/main-process.ts';
import { openStage, type Place } from './support/stage.ts';
import { median } from './support/statistics.ts';
import type { Scale } from './support/suite.ts';

const HERE = resolve(import.meta.dirname, '..');
const BOARDS_A_ROUND = 20;
const WEB = { ROLE: 'web' };

export async function measure({ rounds, isShort, against }: Scale): Promise<Rounds[]> {
  await using stage = await openStage();
  const service = {
    checkout: HERE,
    place: await stage.prepare('service'),
    more: {} as Record<string, string>,
  };
  const reference =
    against === undefined
      ? { ...service, more: WEB }
      : { ...service, checkout: against, place: await stage.prepare('reference') };
  const memory = { reference: [] as number[], service: [] as number[] };
  const start =
    (
      { checkout, place, more }: { checkout: string; place: Place; more: Record<string, string> },
      held: number[],
    ) =>
    async () => {
      await using process = await startMain(checkout, place.url, { ...place.env, ...more });
      held.push(await process.memory());
      return process.readyAfter;
    };
  // tables and directory are made once, and are not counted: what is loaded now is warm
  await start(service, [])();
  if (against !== undefined) await start(reference, [])();
  const ready = await measureInTurn(
    { name: 'from start until ready, ms', better: 'lower' },
    {
      rounds,
      isWarm: true,
      reference: start(reference, memory.reference),
      service: start(service, memory.service),
    },
  );
  const board = await measureBoard({ rounds, isShort, against }, service.place, reference.place);
  return [
    ready,
    {
      name: 'memory held when ready, MB',
      better: 'lower',
      ...memory,
    },
    board,
  ];
}

async function measureBoard(
  { rounds, isShort, against }: Pick<Scale, 'rounds' | 'isShort' | 'against'>,
  ours: Place,
  theirs: Place,
): Promise<Rounds> {
  const open = isShort ? 10 : 40;
  const made = isShort ? { calls: 60, tickets: 40 } : { calls: 20_000, tickets: 4_000 };
  const amounts = Object.entries({ ...made, open, customers: 60 }).flatMap(([name, count]) => [
    `--${name}`,
    String(count),
  ]);
  await using opened = new AsyncDisposableStack();
  const visit = async (checkout: string, { url, databaseUrl, env }: Place) => {
    await seedBy(checkout, env, amounts);
    opened.use(await startMain(checkout, url, { ...env, ...WEB }));
    const database = openDatabase(databaseUrl);
    opened.defer(() => database.close());
    const cookie = await signIn(database, url);
    return (path: string) => async () => {
      const times: number[] = [];
      for (let asked = 0; asked < (isShort ? 2 : BOARDS_A_ROUND); asked += 1)
        times.push((await timeOf(url, path, cookie)).ms);
      return median(times);
    };
  };
  const service = await visit(HERE, ours);
  const reference = against === undefined ? service('/sign-in') : (await visit(against, theirs))('/');
  // awaited here: both services end with this function
  return await measureInTurn(
    { name: `the board, ${open} open tickets, ms`, better: 'lower' },
    { rounds, reference, service: service('/') },
  );
}
