/**
 * Runs one of the benchmarks: `npm run bench -- paging --seconds 20`. Each says at its head what it measures and how.
 */
const BENCHMARKS: Record<string, () => Promise<unknown>> = {
  deadlines: () => import('./deadlines.ts'),
  paging: () => import('./paging.ts'),
  growth: () => import('./growth.ts'),
  'key-press': () => import('./key-press.ts'),
  console: () => import('./console.ts'),
  memory: () => import('./memory.ts'),
};

const [name = ''] = process.argv.splice(2, 1);
const load = BENCHMARKS[name];
if (load) {
  await load();
} else {
  console.error(`usage: npm run bench -- ${Object.keys(BENCHMARKS).join(' | ')} [--help]`);
  process.exitCode = 2;
}
