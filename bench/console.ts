/**
 * The console with a long record: how long the server takes for every page, how soon a browser paints it, how soon an event
 * is on the screen of whoever looks at the board, and how much is sent for it. The service runs as `npm start` runs it.
 *
 *     npm run bench -- console [--calls 1000000 --tickets 200000 --open 500 --customers 300] [--rounds 40] [--data-dir FOLDER]
 *         [--only board]
 *
 * With --data-dir the record is made once and kept there, to be measured again. With --only just the pages whose names begin
 * so are asked for, and no browser. Browser figures need /usr/bin/chromium.
 */
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readOptions } from '../scripts/read-options.ts';
import { seedPractice } from '../src/cli/commands/practice-seed.ts';
import { openDatabase } from '../src/platform/db/database.ts';
import { findEmbedded } from '../src/platform/db/running-embedded.ts';
import { startChild } from './support/child.ts';
import { measureBrowser } from './support/console-browser.ts';
import { CONSOLE_PAGES, readKnown } from './support/console-pages.ts';
import { firstPush, signIn, timeOf } from './support/console-visitor.ts';
import { freePort } from './support/listen.ts';
import { percentile } from './support/statistics.ts';

const EXECUTABLE = '/usr/bin/chromium';
const TARGET_MS = 100;
/** Requests at the beginning that are not counted: the process has yet to warm up. */
const COLD = 5;

const { values } = readOptions(import.meta.url, {
  options: {
    calls: { type: 'string', default: '1000000' },
    tickets: { type: 'string', default: '200000' },
    open: { type: 'string', default: '500' },
    customers: { type: 'string', default: '300' },
    rounds: { type: 'string', default: '40' },
    'data-dir': { type: 'string' },
    only: { type: 'string', default: '' },
  },
});
const rounds = Number(values.rounds);
const amounts = {
  calls: Number(values.calls),
  tickets: Number(values.tickets),
  open: Number(values.open),
  customers: Number(values.customers),
};

await using opened = new AsyncDisposableStack();
const folder = values['data-dir'] === undefined ? await temporaryFolder() : resolve(values['data-dir']);
if (!existsSync(join(folder, 'postgres'))) await seedPractice(amounts, { DATA_DIR: folder });
const port = await freePort();
const url = `http://localhost:${port}`;
const service = opened.use(
  await startChild('serve.ts', { PORT: port, DATA_DIR: folder, LOG_LEVEL: 'error' }),
);
const found = await findEmbedded(folder);
if (typeof found !== 'object') throw new Error(`there is no database in ${folder}`);
const database = openDatabase(found.url);
opened.defer(() => database.close());
const known = await readKnown(database);
console.log(`${known.calls} calls, ${known.tickets} tickets, ${known.open} of them open; load ${load()}`);

const cookie = await signIn(database, url);
// nothing is read for it: how much slower it is than on an idle machine, everything else is too
await report('yardstick: a page without data', () => timeOf(url, '/sign-in', ''));
console.log(`server time, ${rounds} requests each; target: p95 below ${TARGET_MS} ms`);
for (const [name, pathsOf] of Object.entries(CONSOLE_PAGES)) {
  if (!name.startsWith(values.only)) continue;
  const paths = pathsOf(known);
  await report(name, (round) => timeOf(url, paths[round % paths.length] ?? '/', cookie));
}
if (values.only === '') {
  await report('board, first push of all', () => firstPush(url, cookie, ''));
  if (existsSync(EXECUTABLE))
    await measureBrowser({ executable: EXECUTABLE, url, cookie, database, known, rounds });
  else console.log(`no ${EXECUTABLE}: nothing is painted`);
}

async function report(name: string, ask: (round: number) => Promise<{ ms: number; bytes: number }>) {
  const ms: number[] = [];
  let bytes = 0;
  let cpu = 0;
  for (let round = 0; round < COLD + rounds; round += 1) {
    if (round === COLD) cpu = (await service.used()).cpu;
    const answer = await ask(round);
    if (round >= COLD) ms.push(answer.ms);
    bytes = Math.max(bytes, answer.bytes);
  }
  cpu = ((await service.used()).cpu - cpu) / rounds;
  const [p50, p95] = [percentile(ms, 0.5), percentile(ms, 0.95)];
  const verdict = p95 < TARGET_MS ? 'kept' : 'MISSED';
  console.log(
    `  ${name.padEnd(34)} p50 ${p50.toFixed(1).padStart(6)} ms, p95 ${p95.toFixed(1).padStart(6)} ms, ${(bytes / 1_000).toFixed(0).padStart(4)} kB, ${cpu.toFixed(1).padStart(5)} ms CPU, ${(p95 / TARGET_MS).toFixed(2)} of the target: ${verdict}; load ${load()}`,
  );
}

function load(): string {
  return loadavg()[0]?.toFixed(1) ?? '?';
}

/** Others may pass through it, since PostgreSQL runs as another user where we are root. */
async function temporaryFolder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'priority-line-bench-'));
  opened.defer(() => rm(made, { recursive: true, force: true }));
  await chmod(made, 0o711);
  return made;
}
