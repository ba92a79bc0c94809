/**
 * Runs one of the benchmarks: `npm run bench -- paging --seconds 20`. Each says at its head what it measures and how, and
 * `--help` shows that: of one benchmark, or the first sentence of all.
 */
import { headOf, refuse } from '../scripts/read-options.ts';
import { type Measure, runSuite } from './support/suite.ts';

/** Figures beside a reference; `all` runs these. */
const SUITE: Record<string, () => Promise<{ measure: Measure }>> = {
  deadlines: () => import('./deadlines.ts'),
  'key-press': () => import('./key-press.ts'),
  start: () => import('./start.ts'),
};
/** Longer ones, each with a report of its own. */
const REPORTS: Record<string, () => Promise<unknown>> = {
  evidence: () => import('./evidence.ts'),
  paging: () => import('./paging.ts'),
  steps: () => import('./steps.ts'),
  overload: () => import('./overload.ts'),
  growth: () => import('./growth.ts'),
  stored: () => import('./stored.ts'),
  console: () => import('./console.ts'),
  memory: () => import('./memory.ts'),
  rehearsal: () => import('./rehearsal.ts'),
};
const BENCHMARKS = [...Object.keys(SUITE), ...Object.keys(REPORTS)];
const USAGE = `usage: npm run bench -- all | ${BENCHMARKS.join(' | ')} [--help]`;

const headOfBenchmark = (name: string) => headOf(new URL(`${name}.ts`, import.meta.url));

function overview(): string {
  const lines = BENCHMARKS.map((name) => {
    const [sentence = ''] = headOfBenchmark(name)
      .replaceAll('\n', ' ')
      .split(/(?<=\.)\s/, 1);
    return `  ${name.padEnd(10)} ${sentence}`;
  });
  return [USAGE, '', ...lines].join('\n');
}

const wantsHelp = process.argv.includes('--help') || process.argv.includes('-h');
const [name = ''] = process.argv.splice(2, 1);
const chosen = name === 'all' ? Object.keys(SUITE) : [name].filter((one) => Object.hasOwn(SUITE, one));
const report = Object.hasOwn(REPORTS, name) ? REPORTS[name] : undefined;
if (wantsHelp) console.log(BENCHMARKS.includes(name) ? headOfBenchmark(name) : overview());
else if (chosen.length > 0) await runSuite(new Map(chosen.map((one) => [one, measureOf(one)])));
else if (report) await report();
else refuse(`${name === '' ? 'Say which benchmark.' : `There is no benchmark "${name}".`}\n${USAGE}`);

function measureOf(one: string) {
  return async () => (await SUITE[one]?.())?.measure ?? Promise.reject(new Error(one));
}
