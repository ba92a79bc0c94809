import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { type Database, type DatabaseOptions, openDatabase } from '../../src/platform/db/database.ts';
import { type AsCloned, becomeAsCloned, type Contents, lookAtClone, putContents } from './as-cloned.ts';
import { type Keeper, openKeeper } from './keeper.ts';
import { lend } from './lend.ts';
import { administer, databaseUrl } from './server.ts';

export interface TestDatabase extends Database, AsyncDisposable {
  url: string;
  /** Its rows are these from now on. @returns false where that cannot be done: it takes a superuser */
  putIn(contents: Contents): Promise<boolean>;
  /** Gone for good, with whoever is connected: for those who see what becomes of the service then. */
  drop(): Promise<void>;
}

interface Clone {
  name: string;
  url: string;
  database: Database;
  /** there once it was needed */
  keeper: Promise<Keeper | undefined> | undefined;
}

const CONNECTIONS = 5;

/** What tests of this worker gave back. */
const free: Clone[] = [];
let asCloned: AsCloned | undefined;

/**
 * A migrated, empty database of one's own, for a test file or a single test: `await using db = await freshDatabase()`,
 * or dispose of it in `afterAll`. Given back, it is made as it was cloned, and the worker's next test takes it, open
 * connections and all: that is a tenth of the work. Where it cannot be made so (another schema or setting, connections that
 * are in use, closed or not ours) it is dropped, and whatever a test left open is cut.
 * @param options whoever has some gets a clone that nobody had and nobody gets
 */
export async function freshDatabase(options?: DatabaseOptions): Promise<TestDatabase> {
  const clone = (options ? undefined : free.pop()) ?? (await makeClone(options));
  const { lent, end } = lend(clone.database);
  let over: Promise<void> | undefined;
  return Object.assign(lent, {
    url: clone.url,
    putIn: (contents: Contents) => putIn(clone, contents),
    drop: () => (over ??= dropClone(clone)),
    [Symbol.asyncDispose]: () => (over ??= giveBack(clone, end() && !options)),
  });
}

async function giveBack(clone: Clone, mayBeFresh: boolean): Promise<void> {
  const keeper = mayBeFresh ? await keeperOf(clone) : undefined;
  if (keeper && asCloned && (await becomeAsCloned(clone.database, keeper, asCloned))) free.push(clone);
  else await dropClone(clone);
}

function keeperOf(clone: Clone): Promise<Keeper | undefined> {
  clone.keeper ??= openKeeper(clone.url);
  return clone.keeper;
}

async function putIn(clone: Clone, contents: Contents): Promise<boolean> {
  const keeper = await keeperOf(clone);
  if (!keeper) return false;
  return putContents(keeper, contents).then(
    () => true,
    () => false,
  );
}

async function makeClone(options: DatabaseOptions = {}): Promise<Clone> {
  const serverUrl = inject('serverUrl');
  const template = inject('databasePrefix');
  const name = `${template}_${randomBytes(4).toString('hex')}`;
  await administer(serverUrl, `create database ${name} template ${template}`);
  const url = databaseUrl(serverUrl, name);
  const database = openDatabase(url, { max: CONNECTIONS, ...options });
  asCloned ??= await lookAtClone(database);
  return { name, url, database, keeper: undefined };
}

async function dropClone({ name, database, keeper }: Clone): Promise<void> {
  await (await keeper)?.close();
  await administer(inject('serverUrl'), `drop database ${name} with (force)`);
  // not awaited: a connection that a test never gave back would keep it waiting
  void database.close();
}
