/** A process whose loop is watched, and stands for as long as its second argument says. Seconds: the limit, the standstill. */
import { watchLoop } from '../../src/app/watch-loop.ts';

const [limit = 0, standstill = 0] = process.argv.slice(2).map(Number);
const LATER_MS = 500;

watchLoop(limit * 1_000);
setTimeout(() => {
  const until = performance.now() + standstill * 1_000;
  while (performance.now() < until);
  setTimeout(() => process.exit(0), LATER_MS);
}, LATER_MS);
process.stdout.write('runs\n');
