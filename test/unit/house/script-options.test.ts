import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const HOUSE = join(import.meta.dirname, '../../..');

function run(script: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: HOUSE,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const SCRIPTS = [
  { script: 'chaos/run.ts', args: [], head: 'The fault suite' },
  { script: 'mutation/run.ts', args: [], head: 'Puts small faults' },
  { script: 'bench/run.ts', args: ['paging'], head: 'page' },
  { script: 'bench/run.ts', args: ['deadlines'], head: 'deadline' },
];

describe.each(SCRIPTS)('$script $args', ({ script, args, head }) => {
  test('tells what it is for when it is asked, and does nothing', () => {
    const { status, stdout, stderr } = run(script, [...args, '--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.toLowerCase()).toContain(head.toLowerCase());
  });

  test.each([
    [['--sead', '7'], "'--sead'"],
    [['--seed'], "'--seed"],
  ])('says of %j what is wrong with it, without a stack', (slip, told) => {
    const { status, stdout, stderr } = run(script, [...args, ...slip]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(told);
    expect(stderr).toContain('--help');
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

test.each([
  ['chaos/run.ts', ['--stage', 'nowhere'], '--stage: embedded or servers'],
  ['chaos/run.ts', ['--calls', 'many'], '--calls takes a number, and not "many".'],
  ['mutation/run.ts', ['--minutes', ''], '--minutes takes a number, and not "".'],
  ['bench/run.ts', ['deadlines', '--compare', '/nowhere.json'], '/nowhere.json holds no figures'],
  ['bench/run.ts', ['nothing'], 'There is no benchmark "nothing".'],
])('%s %j: what it cannot do is said in a sentence', (script, args, told) => {
  const { status, stderr } = run(script, args);
  expect(status).toBe(2);
  expect(stderr).toContain(told);
  expect(stderr).not.toMatch(/^\s+at /m);
});
