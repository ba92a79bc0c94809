import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { SAMPLE_WITHOUT_CONTACTS } from '../support/sample-without-contacts.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Several processes each. */
const PATIENCE = { timeout: 120_000 };

interface Ended {
  code: number;
  said: string;
}

let folder: string;
let byHand: string;
let byActions: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hotline-in-git-'));
  await mkdir(join(folder, 'bin'));
  const command = join(folder, 'bin', 'hotline');
  await writeFile(command, `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, 'src/cli.ts')}" "$@"\n`);
  await chmod(command, 0o755);
  const page = await readFile(join(ROOT, 'docs/directory-in-git.md'), 'utf8');
  byHand = /```sh\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const workflow = parse(/```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '');
  const { run } = workflow.jobs.promises.steps.at(-1);
  // the container is a matter of each house: what it runs is the same command
  byActions = run.replace(/^hotline\(\).*$/m, '');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A repository with the sample, in which the file is changed. */
async function repositoryWith(change: (text: string) => string): Promise<string> {
  const work = await mkdtemp(join(folder, 'work-'));
  const file = join(work, 'directory.yaml');
  await writeFile(file, SAMPLE_WITHOUT_CONTACTS);
  const made = await run(
    'git init -q -b main && git add . && git -c user.name=x -c user.email=x@example.com commit -qm first',
    work,
  );
  expect(made).toMatchObject({ code: 0 });
  await writeFile(file, change(SAMPLE_WITHOUT_CONTACTS));
  return work;
}

function run(script: string, cwd: string, database?: TestDatabase): Promise<Ended> {
  const env = {
    HOME: cwd,
    TMPDIR: cwd,
    PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
    BASE: 'main',
    SECRET_KEY: 'only-for-a-database-that-is-thrown-away',
    ...(database ? { DATABASE_URL: database.url } : {}),
  };
  return new Promise((resolve) => {
    execFile('bash', ['-ec', script], { cwd, env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, said: `${out}${err}` }),
    );
  });
}

/** From December on nobody is on call, and nobody else is paged. */
const holed = (text: string) =>
  text
    .replaceAll(', tam]', ']')
    .replaceAll('engineer:tom, ', '')
    .replaceAll(/(from: 2026-01-0\dT08:00)/g, '$1, until: 2026-12-08T22:00')
    .replaceAll(/^( +)(from: [^,]+), (until: .*)$/gm, '$1$2\n$1$3');

describe.each([
  ['by hand', () => byHand],
  ['in GitHub Actions', () => byActions],
])('the lines for a directory in git, %s', PATIENCE, (_, script) => {
  it('pass a change that makes nothing worse, and bring nothing into force', async () => {
    await using database = await freshDatabase();
    const work = await repositoryWith((text) => text.replace('Anna Weber', 'Anna Weber-Klein'));
    const { code, said } = await run(script(), work, database);
    expect({ code, said }).toEqual({
      code: 0,
      said: expect.stringContaining('directory.yaml would be in force'),
    });
    expect(said).toMatch(/^engineers +0 new, 1 changed, 0 retired$/m);
  });

  it('refuse one that makes it worse, with what and when', async () => {
    await using database = await freshDatabase();
    const { code, said } = await run(script(), await repositoryWith(holed), database);
    expect(code).toBe(1);
    expect(said).toMatch(
      /plan \w+, severity \d, could not be kept any more from \w{3} \d{4}-\d\d-\d\d \d\d:\d\d to/,
    );
  });

  it('refuse one with a fault before anything else', async () => {
    await using database = await freshDatabase();
    const work = await repositoryWith(() => 'plans: { x: {} }\n');
    expect(await run(script(), work, database)).toMatchObject({ code: 1 });
  });
});
