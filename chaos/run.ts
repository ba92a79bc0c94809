/**
 * The fault suite: callers call, engineers and customers do what they do, and meanwhile everything breaks that is known to
 * break. Afterwards the ledger must balance. README.md beside this file says how to read the table.
 *
 *     npm run chaos -- [--stage embedded|servers] [--calls 2000] [--rate 20] [--seed 1] [--promised 60] [--short]
 *       [--proxy caddy|nginx|none] [--fault 'web frozen' --fault …]
 */
import { readOptions, refuse } from '../scripts/read-options.ts';
import { runSuite, type SuiteOptions } from './suite.ts';
import { PROXIES } from './support/proxy.ts';
import { isBalanced, table } from './table.ts';

const STAGES = ['embedded', 'servers'] as const;
const SHORT = { calls: 150, rate: 5, brief: true };

const { values } = readOptions(import.meta.url, {
  options: {
    stage: { type: 'string' },
    calls: { type: 'string', default: '2000' },
    rate: { type: 'string', default: '20' },
    promised: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    proxy: { type: 'string', default: 'none' },
    fault: { type: 'string', multiple: true },
    short: { type: 'boolean', default: false },
  },
});
const stages = STAGES.filter((stage) => values.stage === undefined || values.stage === stage);
if (stages.length === 0) refuse(`--stage: ${STAGES.join(' or ')}`);

const proxy = PROXIES.find((kind) => kind === values.proxy);
if (!proxy && values.proxy !== 'none') refuse(`--proxy: ${PROXIES.join(', ')} or none`);

for (const stage of stages) {
  const options: SuiteOptions = {
    stage,
    seed: Number(values.seed),
    calls: Number(values.calls),
    rate: Number(values.rate),
    promisedSeconds: Number(values.promised),
    say: (line) => console.error(line),
    ...(values.fault ? { onlyFaults: values.fault } : {}),
    ...(stage === 'servers' ? { proxy } : {}),
    ...(values.short ? SHORT : {}),
  };
  const result = await runSuite(options);
  console.log(`\n${table(result)}\n`);
  if (!isBalanced(result)) process.exitCode = 1;
}
