/**
 * Puts small faults into the core rooms, one at a time in a copy of the working tree, and tells which of them no test
 * notices. README.md beside this file says how to read it.
 *
 *     npm run mutate -- [--seed 1] [--sample 40] [--minutes 15] [--only src/domain/paging/] [--no-faults]
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { seeded } from '../chaos/random.ts';
import { readOptions } from '../scripts/read-options.ts';
import { startEmbedded } from '../src/platform/db/embedded.ts';
import { copyTree } from './copy-tree.ts';
import { DELIBERATE_FAULTS } from './faults.ts';
import { type Mutant, mutantsOf } from './operators.ts';
import { ROOMS, type Room } from './rooms.ts';

type Outcome = 'noticed' | 'survived';

/** A mutant that makes something wait for ever is noticed by that. */
const TIMEOUT_MS = 600_000;

const { values } = readOptions(import.meta.url, {
  allowNegative: true,
  options: {
    seed: { type: 'string', default: '1' },
    sample: { type: 'string', default: '40' },
    minutes: { type: 'string', default: '15' },
    only: { type: 'string', default: 'src/' },
    faults: { type: 'boolean', default: true },
  },
});
const root = join(import.meta.dirname, '..');
const end = Date.now() + Number(values.minutes) * 60_000;

await using opened = new AsyncDisposableStack();
const folder = mkdtempSync(join(tmpdir(), 'hotline-mutants-'));
opened.defer(() => rmSync(folder, { recursive: true, force: true }));
chmodSync(folder, 0o711);
const tree = join(folder, 'tree');
copyTree(root, tree);
const given = process.env.TEST_DATABASE_URL;
const database = given === undefined ? await startEmbedded(folder, { durable: false }) : undefined;
if (database) opened.defer(() => database.stop());

if (values.faults) await tryFaults();
await trySample();

async function tryFaults(): Promise<void> {
  await mustPass(DELIBERATE_FAULTS.flatMap(({ tests }) => tests));
  const survived: string[] = [];
  for (const { name, file, from, to, tests } of DELIBERATE_FAULTS) {
    const text = readFileSync(join(tree, file), 'utf8');
    if (!text.includes(from)) throw new Error(`mutation/faults.ts: ${file} has no more "${from}"`);
    const outcome = await tryOut(
      file,
      text.replace(from, () => to),
      tests,
    );
    if (outcome === 'survived') survived.push(name);
    say(`${outcome}  ${name}  ${file}`);
  }
  say(
    `deliberate faults: ${DELIBERATE_FAULTS.length - survived.length} of ${DELIBERATE_FAULTS.length} noticed\n`,
  );
}

async function trySample(): Promise<void> {
  const all = ROOMS.flatMap((room) => sourcesOf(room.sources).map((mutant) => ({ mutant, room })));
  const sample = seeded(Number(values.seed)).shuffled(all).slice(0, Number(values.sample));
  const sound = new Set<Room>();
  const score = { noticed: 0, survived: 0 };
  for (const { mutant, room } of sample) {
    if (Date.now() > end) break;
    if (!sound.has(room)) await mustPass(room.tests);
    sound.add(room);
    const outcome = await tryOut(mutant.file, mutant.text, room.tests);
    score[outcome] += 1;
    say(`${outcome}  ${mutant.file}:${mutant.line}  ${mutant.from}  →  ${mutant.to}`);
  }
  say(
    `seed ${values.seed}: ${score.noticed} of ${score.noticed + score.survived} noticed, ${all.length} possible`,
  );
}

function sourcesOf(beginnings: readonly string[]): Mutant[] {
  return filesBelow('src', beginnings)
    .filter((file) => file.endsWith('.ts') && file.startsWith(values.only))
    .flatMap((file) => mutantsOf(file, readFileSync(join(tree, file), 'utf8')));
}

function filesBelow(top: string, beginnings: readonly string[]): string[] {
  return readdirSync(join(tree, top), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(tree, join(entry.parentPath, entry.name)))
    .filter((file) => beginnings.some((beginning) => file.startsWith(`${top}/${beginning}`)))
    .sort();
}

/** Tests that fail anyway would notice everything. */
async function mustPass(tests: readonly string[]): Promise<void> {
  if (!(await passes(testFiles(tests)))) throw new Error('the tests fail without any mutant');
}

function testFiles(beginnings: readonly string[]): string[] {
  return filesBelow('test', beginnings).filter((name) => name.endsWith('.test.ts'));
}

/** Runs the tests with the changed file, which is as before afterwards. */
async function tryOut(file: string, text: string, tests: readonly string[]): Promise<Outcome> {
  const path = join(tree, file);
  const before = readFileSync(path, 'utf8');
  writeFileSync(path, text);
  try {
    return (await passes(testFiles(tests))) ? 'survived' : 'noticed';
  } finally {
    writeFileSync(path, before);
  }
}

/** Pure tests first: they need a second, and stories a minute. */
async function passes(files: readonly string[]): Promise<boolean> {
  const isPure = (file: string) => file.startsWith('test/unit/');
  return (await pass(files.filter(isPure))) && (await pass(files.filter((file) => !isPure(file))));
}

async function pass(files: readonly string[]): Promise<boolean> {
  if (files.length === 0) return true;
  return new Promise<boolean>((resolve) => {
    const child = spawn('vitest', ['run', '--bail=1', '--reporter=dot', ...files], {
      cwd: tree,
      stdio: 'ignore',
      timeout: TIMEOUT_MS,
      env: { ...process.env, TMPDIR: folder, CI: 'true', TEST_DATABASE_URL: given ?? database?.url },
    });
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
