import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { DateTime } from 'luxon';
import type { Environment } from '../../app/config.ts';
import type { Directory } from '../../domain/directory-entry/directory.ts';
import { type BacktestMonth, backtestMonths, judgeBacktest } from '../../domain/rehearsal/backtest.ts';
import { fitHabits } from '../../domain/rehearsal/fit-habits.ts';
import { STATED_HABITS } from '../../domain/rehearsal/habits.ts';
import { findMissedStory } from '../../domain/rehearsal/missed-story.ts';
import { prepareModel, type RehearsalQuestion, UNDISTURBED } from '../../domain/rehearsal/model.ts';
import { prove } from '../../domain/rehearsal/prove.ts';
import { type RehearsalReport, reportOf } from '../../domain/rehearsal/rehearsal-report.ts';
import type { Rehearsed } from '../../domain/rehearsal/rehearsed.ts';
import { remedyFor } from '../../domain/rehearsal/remedies.ts';
import { PHASES } from '../../domain/rehearsal/running-ticket.ts';
import { emptyTally } from '../../domain/rehearsal/tally.ts';
import { DAYS_AHEAD } from '../../domain/rehearsal/time-ahead.ts';
import { readWhatIf } from '../../domain/rehearsal/what-if.ts';
import { now } from '../../platform/clock.ts';
import { VERSION } from '../../platform/version.ts';
import { openPlayers, type RunPlayers } from '../rehearsal/players.ts';
import { reportLines } from '../rehearsal/report-lines.ts';
import { reportPage } from '../rehearsal/report-page.ts';
import { tellStory } from '../rehearsal/tell-story.ts';
import { type ExitCode, OK, UsageError } from '../support/exit-code.ts';
import { interruption } from '../support/interruption.ts';
import { loadRehearsed } from '../support/load-rehearsed.ts';
import { createProgress } from '../support/progress.ts';
import { readDirectory } from '../support/read-directory.ts';
import { note, print, printJson } from '../support/terminal.ts';

export interface RehearseOptions {
  directory?: string;
  from?: string;
  until?: string;
  calls: number;
  replications: number;
  seed: number;
  whatIf: string[];
  json?: boolean;
  html?: string;
}

/** Enough to tell where 95 in 100 lie. */
const BACKTEST_REPLICATIONS = 200;
const MAX_DAYS = 5 * 366;
/** Beyond this a rehearsal takes hours. */
const MAX_TICKETS = 50_000_000;

/** `hotline rehearse`: whether the promises of a directory can be kept, and how often they would be. */
export async function rehearse(options: RehearseOptions, env: Environment): Promise<ExitCode> {
  const span = readSpan(options);
  if (options.calls * options.replications > MAX_TICKETS)
    throw new UsageError(`--calls times --replications may be ${MAX_TICKETS} at most.`);
  const { rehearsed, observed } = await loadRehearsed(options.directory, env);
  const stated: RehearsalQuestion = {
    rehearsed,
    habits: STATED_HABITS,
    ...span,
    calls: options.calls,
    seed: options.seed,
    disturbance: UNDISTURBED,
  };
  const model = prepareModel(stated);
  const learned = observed && model ? { observed, localTime: model.localTime } : null;
  const habits = learned ? fitHabits(learned.observed, learned.localTime) : STATED_HABITS;
  const question = { ...stated, habits };
  const months = learned ? backtestMonths(question, learned.observed, { ...learned, now: now() }) : [];
  const variants = await Promise.all(options.whatIf.map((typed) => readVariant(typed, question)));
  // without a plan, or a call, there is nothing to play
  const replications = model && options.calls > 0 ? options.replications : 0;
  const players = openPlayers();
  const report = await play(players, { question, variants, months }, replications).finally(players.close);
  // what others read as JSON has no story
  const missed =
    options.json && options.html === undefined ? null : findMissedStory(question, report.replications);
  const story = missed && tellStory(missed, rehearsed.directory.engineers);
  if (options.html !== undefined) await writeFile(options.html, `${reportPage(report, story)}`);
  if (options.json) printJson(report);
  else print(...reportLines(report, story));
  if (options.html !== undefined) note(`The report stands in ${options.html}.`);
  return OK;
}

interface NamedQuestion {
  name: string;
  question: RehearsalQuestion;
}

/** Everything that is to be played. */
interface Asked {
  question: RehearsalQuestion;
  variants: readonly NamedQuestion[];
  /** of the past */
  months: readonly BacktestMonth[];
}

async function play(
  players: RunPlayers,
  { question, variants, months }: Asked,
  replications: number,
): Promise<RehearsalReport> {
  const { rehearsed, from, until } = question;
  const proof = prove(rehearsed, { from, until });
  let isStopped = false;
  void interruption().then(() => {
    isStopped = true;
  });
  const watch = { isStopped: () => isStopped, onProgress: createProgress('rehearsed') };
  const played = await players.play(
    [question, ...variants.map((variant) => variant.question)],
    replications,
    watch,
  );
  const [tally = emptyTally(), ...others] = played.tallies;
  const causes = PHASES.filter((cause) => tally.causes[cause] > 0);
  const remedies = causes.map((cause) => ({ cause, ...remedyFor(cause, question) }));
  const tried = await players.play(
    remedies.map(({ alter }) => alter(question)),
    remedies.length > 0 ? played.replications : 0,
    { ...watch, onProgress: createProgress('remedies') },
  );
  const past = await players.play(
    months.map((month) => month.question),
    Math.min(played.replications, BACKTEST_REPLICATIONS),
    { ...watch, onProgress: createProgress('past months') },
  );
  return reportOf(
    {
      question,
      tally,
      proof,
      variants: variants.flatMap(({ name }, index) => {
        const other = others[index];
        return other ? [{ name, tally: other }] : [];
      }),
      remedies: remedies.flatMap(({ cause, text }, index) => {
        const after = tried.tallies[index];
        return after ? [{ cause, text, tally: after }] : [];
      }),
      backtest: judgeBacktest(months, past.tallies),
      replications: played.replications,
      interrupted: isStopped,
    },
    { version: VERSION, directory: fingerprintOf(rehearsed) },
  );
}

async function readVariant(typed: string, question: RehearsalQuestion): Promise<NamedQuestion> {
  const alter = readWhatIf(typed, question.rehearsed.directory);
  if (alter) return { name: typed, question: alter(question) };
  const directory = await readDirectory(typed.slice(typed.indexOf(':') + 1));
  return { name: typed, question: { ...question, rehearsed: { ...question.rehearsed, directory } } };
}

/** Of everything that the figures depend on; who is a contact, and by which PIN, is no part of it. */
function fingerprintOf({ directory, absences, optedOut }: Rehearsed): string {
  const plain = (_: string, value: unknown) => (value instanceof Map ? [...value] : value);
  const { customers, ...rules } = directory as Directory<unknown>;
  const headers = [...customers].map(([number, { header }]) => [number, header]);
  return createHash('sha256')
    .update(JSON.stringify({ rules, headers, absences, optedOut }, plain))
    .digest('hex');
}

function readSpan(options: Pick<RehearseOptions, 'from' | 'until'>): { from: Date; until: Date } {
  const from =
    options.from === undefined
      ? DateTime.fromJSDate(now(), { zone: 'utc' }).startOf('day')
      : readTime('--from', options.from);
  const until =
    options.until === undefined ? from.plus({ days: DAYS_AHEAD }) : readTime('--until', options.until);
  if (until <= from) throw new UsageError('--until must be after --from.');
  if (until.diff(from, 'days').days > MAX_DAYS)
    throw new UsageError('--from and --until may be five years apart at most.');
  return { from: from.toJSDate(), until: until.toJSDate() };
}

function readTime(option: string, text: string): DateTime {
  const time = DateTime.fromISO(text, { zone: 'utc' });
  if (time.isValid) return time;
  throw new UsageError(
    `${option} is "${text}", which is no time; write for example 2026-12-01 or 2026-12-01T00:00:00Z.`,
  );
}
