import { percentile } from '../bench/support/statistics.ts';
import { groupBy } from './ledger/group-by.ts';
import type { Breach } from './ledger/law.ts';
import type { SuiteResult } from './suite.ts';

/** So many breaches of a law are shown. */
const SHOWN = 8;

/** Whether every law was kept. */
export function isBalanced({ balance, crashes, errors }: SuiteResult): boolean {
  return balance.breaches.length === 0 && crashes === 0 && errors.length === 0;
}

/** What operators are told of: later than this after the fault's end. */
const WORTH_A_LINE_MS = 5_000;

/** The figures of a run, for people. */
export function table(result: SuiteResult): string {
  const { options, faults, skipped, balance, crashes, errors } = result;
  const { calls, merged, steps, breaches } = balance;
  const count = (sort: Breach['sort']) => breaches.filter((breach) => breach.sort === sort).length;
  const where =
    options.stage === 'embedded'
      ? 'the embedded default'
      : `two web and two workers on servers${options.proxy ? ` behind ${options.proxy}` : ''}`;
  return [
    `${where}, seed ${options.seed}, ${options.calls} calls at ${options.rate} a second`,
    '',
    row('fault', 'times', 'seconds in all'),
    ...[...groupBy(faults, ({ kind }) => kind)]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([kind, times]) => row(kind, times.length, sum(times.map(lasted)).toFixed(1))),
    ...skipped.map((why) => `left out: ${why}`),
    '',
    row('calls the carrier saw', calls.seen),
    row('  in the call log', calls.logged),
    row('  met the lifeboat', calls.lifeboat),
    row('  put through to a person or a recorder by us', calls.emergency),
    row('callers not served', calls.notServed),
    row('  though a second process and the database were there', calls.notServedThough),
    row(
      'merged afterwards: calls / recordings / texts',
      `${merged.calls} / ${merged.recordings} / ${merged.messages}`,
    ),
    row('tickets', balance.tickets),
    row('steps due', steps.due),
    row('  overtaken by an acknowledgement', steps.overtaken),
    row('pages and legs asked for again', balance.pagesSentAgain),
    '',
    row('lost', count('lost')),
    row('doubled', count('doubled')),
    row(`late (more than ${options.promisedSeconds} s after the fault)`, count('late')),
    row('otherwise wrong', count('wrong')),
    row('processes that ended by themselves', crashes),
    row('answers of 500 and more', errors.length),
    row('reports asked for again (503)', result.askedAgain),
    row('answers of the proxy for a process that was gone (502, 504)', result.proxyAnswers),
    row('lateness of critical and high steps, p50 / p99 / max', lateness(steps.lateMs)),
    row(
      "  after the fault's end",
      lateness(steps.afterFault.flatMap(({ ms, during }) => (during ? [] : ms))),
    ),
    row('lateness of the suite itself, p99', `${result.ownLateness.toFixed(2)} s`),
    ...byFault(steps.afterFault),
    ...worst(steps.afterFault),
    ...explain(breaches),
    ...errors.slice(0, SHOWN),
    '',
    isBalanced(result) ? 'the ledger balances' : 'THE LEDGER DOES NOT BALANCE',
  ].join('\n');
}

function lateness(ms: readonly number[]): string {
  if (ms.length === 0) return '–';
  return [0.5, 0.99, 1].map((share) => `${(percentile(ms, share) / 1_000).toFixed(2)} s`).join(' / ');
}

type AfterFault = SuiteResult['balance']['steps']['afterFault'];

/** Which fault was the last in the way of how many steps, and how late they were after it. */
function byFault(steps: AfterFault): string[] {
  return [...groupBy(steps, nameOf)]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([fault, of]) => row(`    ${fault}`, of.length, lateness(of.map(({ ms }) => ms))));
}

function nameOf({ fault, during }: AfterFault[number]): string {
  if (fault === null) return 'nothing in the way';
  return during ? `${fault}, still on` : fault;
}

/** The steps that came last after their fault. */
function worst(steps: AfterFault): string[] {
  const late = steps.filter(({ ms }) => ms > WORTH_A_LINE_MS).toSorted((one, other) => other.ms - one.ms);
  return late
    .slice(0, SHOWN)
    .map((step) => `  ${(step.ms / 1_000).toFixed(1)} s, ${nameOf(step)}: ${step.what}`);
}

/** The breaches, by what was broken, a few of each. */
function explain(breaches: readonly Breach[]): string[] {
  return [...groupBy(breaches, ({ sort, of }) => `${of} ${sort}`)].flatMap(([law, broken]) => [
    '',
    `${law}: ${broken.length}`,
    ...broken.slice(0, SHOWN).map(({ what }) => `  ${what}`),
  ]);
}

function row(name: string, ...figures: (string | number)[]): string {
  return `${name.padEnd(46)}${figures.map((figure) => String(figure).padStart(8)).join(' ')}`;
}

function lasted({ from, until }: { from: Date; until: Date }): number {
  return (until.getTime() - from.getTime()) / 1_000;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
