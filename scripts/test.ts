/**
 * The house's checks side by side (types, style, import directions, what nobody uses), and then every test; at the end, that the
 * tests left no process and no file behind, and which of them passed only when run again. The last line is
 * `N passed, N failed`; a check counts as one. Arguments go to vitest.
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findFolders, findProcesses } from './leftovers.ts';
import { type Report, retriedTests } from './retried-tests.ts';

interface Tally {
  passed: number;
  failed: number;
}

interface TestRun extends Tally {
  retried: readonly string[];
}

const CHECKS = ['types', 'lint', 'boundaries', 'unused'];

const tally: Tally = { passed: 0, failed: 0 };
for (const checked of await Promise.all(CHECKS.map(runCheck))) count(checked);
// everything temporary of the tests, and of what they start; whoever the database runs as must get through
const scratch = mkdtempSync(join(tmpdir(), 'hotline-tests-'));
chmodSync(scratch, 0o711);
const runs = await Promise.all(runsOf(process.argv.slice(2)).map((args) => runTests(args, scratch)));
for (const tests of runs) count(tests);
count(checkLeftovers(scratch));
for (const { retried } of runs)
  for (const name of retried) process.stdout.write(`↻ passed only when run again: ${name}\n`);
rmSync(scratch, { recursive: true, force: true });
process.stdout.write(`${tally.passed} passed, ${tally.failed} failed\n`);
process.exitCode = tally.failed > 0 ? 1 : 0;

function count({ passed, failed }: Tally): void {
  tally.passed += passed;
  tally.failed += failed;
}

/** Runs one npm script; what it says is shown only when it fails. */
async function runCheck(name: string): Promise<Tally> {
  const { code, output } = await run('npm', ['run', '--silent', name], 'kept');
  process.stdout.write(code === 0 ? `✓ ${name}\n` : `✗ ${name}\n${output}\n`);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** The fault suite mostly waits, for minutes: it is run beside the others, and takes the place of none. */
function runsOf(args: string[]): string[][] {
  return args.length > 0 ? [args] : [['--project=!chaos'], ['--project=chaos']];
}

async function runTests(args: string[], scratch: string): Promise<TestRun> {
  const report = join(mkdtempSync(join(scratch, 'report-')), 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code } = await run('vitest', ['run', ...reporters, ...args], 'shown', { TMPDIR: scratch });
  const found = readReport(report);
  rmSync(dirname(report), { recursive: true });
  // a test file that does not load, or an error between tests, fails the run without failing a test
  return code !== 0 && found.failed === 0 ? { ...found, failed: 1 } : found;
}

function checkLeftovers(scratch: string): Tally {
  const left = [...findProcesses(scratch), ...findFolders(scratch)];
  process.stdout.write(
    left.length === 0 ? '✓ nothing left behind\n' : `✗ left behind by the tests:\n  ${left.join('\n  ')}\n`,
  );
  return left.length === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function readReport(file: string): TestRun {
  try {
    const report: Report = JSON.parse(readFileSync(file, 'utf8'));
    const { numPassedTests, numFailedTests } = report;
    return { passed: numPassedTests, failed: numFailedTests, retried: retriedTests(report) };
  } catch {
    return { passed: 0, failed: 1, retried: [] };
  }
}

function run(command: string, args: string[], output: 'kept' | 'shown', env: Record<string, string> = {}) {
  return new Promise<{ code: number; output: string }>((resolve) => {
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', output === 'shown' ? 'inherit' : 'pipe', 'pipe'],
    });
    let said = '';
    const keep = (chunk: Buffer) => {
      said += chunk;
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', output === 'shown' ? (chunk: Buffer) => process.stderr.write(chunk) : keep);
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, output: said }));
  });
}
