/**
 * Runs the tests as they will run on other days: around midnight at the end of a month, in the hour that summer time
 * leaves out, and on a Sunday night. Needs `faketime`; the database and everything else that tests start live by that clock,
 * too. Arguments go to vitest: `npm run test:dates -- test/integration`.
 */
import { spawnSync } from 'node:child_process';

/** UTC */
const DATES = ['2027-02-28 23:50:00', '2028-03-26 00:30:00', '2028-06-11 01:00:00'];

const { TEST_DATABASE_URL: _, ...environment } = process.env;
const failed = DATES.filter((date) => {
  process.stdout.write(`\n${date} UTC\n`);
  // so much later, and not at an instant: each process would begin there anew
  const seconds = Math.round((Date.parse(`${date}Z`) - Date.now()) / 1_000);
  const args = ['-m', '-f', `+${seconds}`, 'vitest', 'run', ...process.argv.slice(2)];
  // intervals are measured by the monotonic clock, which nobody sets
  const env = { ...environment, TZ: 'UTC', FAKETIME_DONT_FAKE_MONOTONIC: '1' };
  const { status, error } = spawnSync('faketime', args, { stdio: 'inherit', env });
  if (error) throw new Error(`faketime cannot be run: ${error.message}`);
  return status !== 0;
});
process.stdout.write(failed.length === 0 ? 'the same on every date\n' : `failed: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
