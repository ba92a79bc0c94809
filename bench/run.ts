/**
 * Runs one of the benchmarks: `npm run bench -- paging --seconds 20`. Each says at its head what it measures and how, and
 * `--help` shows that: of one benchmark, or the first sentence of all.
 */
import { readFileSync } from 'node:fs';

const BENCHMARKS: Record<string, () => Promise<unknown>> = {
  deadlines: () => import('./deadlines.ts'),
  paging: () => import('./paging.ts'),
  growth: () => import('./growth.ts'),
  'key-press': () => import('./key-press.ts'),
  console: () => import('./console.ts'),
  memory: () => import('./memory.ts'),
};
const USAGE = `usage: npm run bench -- ${Object.keys(BENCHMARKS).join(' | ')} [--help]`;

/** What stands at the head of a benchmark. */
function headOf(name: string): string {
  const source = readFileSync(new URL(`${name}.ts`, import.meta.url), 'utf8');
  const [, head = ''] = /^\/\*\*\n([\s\S]*?)\n \*\//.exec(source) ?? [];
  return head.replaceAll(/^ \* ?/gm, '');
}

function overview(): string {
  const lines = Object.keys(BENCHMARKS).map((name) => {
    const [sentence = ''] = headOf(name)
      .replaceAll('\n', ' ')
      .split(/(?<=\.)\s/, 1);
    return `  ${name.padEnd(10)} ${sentence}`;
  });
  return [USAGE, '', ...lines].join('\n');
}

const wantsHelp = process.argv.includes('--help') || process.argv.includes('-h');
const [name = ''] = process.argv.splice(2, 1);
const load = Object.hasOwn(BENCHMARKS, name) ? BENCHMARKS[name] : undefined;
if (wantsHelp) console.log(load ? headOf(name) : overview());
else if (load) await load();
else {
  console.error(USAGE);
  process.exitCode = 2;
}
