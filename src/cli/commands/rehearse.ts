import { DateTime } from 'luxon';
import type { Environment } from '../../app/config.ts';
import { readIsoTime } from '../../domain/calendar/read-iso-time.ts';
import { namesByKey } from '../../domain/oncall/engineers/names-by-key.ts';
import type { RuleTitles } from '../../domain/plans/rule-life-store.ts';
import { findMissedStory } from '../../domain/rehearsal/missed-story.ts';
import type { RehearsalQuestion } from '../../domain/rehearsal/model.ts';
import type { Rehearsed } from '../../domain/rehearsal/rehearsed.ts';
import { DAYS_AHEAD } from '../../domain/rehearsal/time-ahead.ts';
import { readWhatIf } from '../../domain/rehearsal/what-if.ts';
import {
  askOf,
  type NamedQuestion,
  playRehearsal,
  type RehearsalStage,
} from '../../domain/rehearsal-runs/rehearse.ts';
import { now } from '../../platform/clock.ts';
import { HotlineError } from '../../platform/errors.ts';
import { formatFor } from '../../web/console/format.ts';
import { rehearsalDocument } from '../../web/console/rehearsal/report-document.ts';
import type { ReportLook } from '../../web/console/rehearsal/report-look.ts';
import { tellStory } from '../../web/console/rehearsal/tell-story.ts';
import { openPlayers } from '../rehearsal/players.ts';
import { reportLines } from '../rehearsal/report-lines.ts';
import { ENGLISH } from '../rehearsal/say-report.ts';
import { type ExitCode, OK, UsageError } from '../support/exit-code.ts';
import { interruption } from '../support/interruption.ts';
import { loadRehearsed } from '../support/load-rehearsed.ts';
import { createProgress } from '../support/progress.ts';
import { readDirectory } from '../support/read-directory.ts';
import { note, print, printJson } from '../support/terminal.ts';
import { writeOutput } from '../support/write-output.ts';

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

const MAX_DAYS = 5 * 366;
/** Beyond this a rehearsal takes hours. */
const MAX_TICKETS = 50_000_000;

const STAGES: Record<RehearsalStage, string> = {
  played: 'rehearsed',
  remedies: 'remedies',
  past: 'past months',
};

/** `hotline rehearse`: whether the promises of a directory can be kept, and how often they would be. */
export async function rehearse(options: RehearseOptions, env: Environment): Promise<ExitCode> {
  const span = readSpan(options);
  refuseTooMany(options, options.calls);
  const { rehearsed, observed } = await loadRehearsed(options.directory, env);
  const asked = { ...span, calls: options.calls, seed: options.seed };
  const { question, months } = askOf({ rehearsed, observed }, asked, now());
  const variants = await Promise.all(options.whatIf.map((typed) => readVariant(typed, question)));
  refuseTooMany(options, Math.max(...variants.map((variant) => variant.question.calls), 0));
  let isStopped = false;
  void interruption().then(() => {
    isStopped = true;
  });
  const watch = {
    isStopped: () => isStopped,
    onStage: (stage: RehearsalStage) => createProgress(STAGES[stage]),
  };
  const players = openPlayers();
  const { replications } = options;
  const report = await playRehearsal(players, { question, variants, months, replications }, watch).finally(
    players.close,
  );
  // what others read as JSON has no story
  const missed =
    options.json && options.html === undefined ? null : findMissedStory(question, report.replications);
  const engineers = [...rehearsed.directory.engineers].map(([key, { name }]) => ({ key, name }));
  const look = lookOf(engineers, titlesIn(rehearsed.directory));
  const story = missed && tellStory(missed, engineers, look);
  if (options.html !== undefined) await writeOutput(options.html, rehearsalDocument(report, story, look));
  if (options.json) printJson(report);
  else print(...reportLines(report, story, look));
  if (options.html !== undefined) note(`The report stands in ${options.html}.`);
  return OK;
}

/** @param calls of a replication, of the question or a what-if */
function refuseTooMany({ replications }: Pick<RehearseOptions, 'replications'>, calls: number): void {
  if (calls * replications > MAX_TICKETS)
    throw new UsageError(
      `--calls times --replications may be ${MAX_TICKETS} at most, also with the factor of a what-if.`,
    );
}

/** In English, and in UTC, wherever it is run. */
function lookOf(engineers: readonly { key: string; name: string }[], titles: RuleTitles): ReportLook {
  return {
    words: ENGLISH,
    format: formatFor(ENGLISH, 'UTC'),
    now: now(),
    nameOf: namesByKey(engineers),
    titles,
  };
}

function titlesIn({ calendars, plans, schedules, escalations }: Rehearsed['directory']): RuleTitles {
  const of = (rules: ReadonlyMap<string, { title?: string }>) =>
    new Map([...rules].map(([key, { title }]) => [key, title ?? key]));
  return {
    calendars: of(calendars),
    plans: of(plans),
    schedules: of(schedules),
    escalations: of(escalations),
  };
}

async function readVariant(typed: string, question: RehearsalQuestion): Promise<NamedQuestion> {
  const alter = readTyped(typed, question.rehearsed.directory);
  if (alter) return { name: typed, question: alter(question) };
  const directory = await readDirectory(typed.slice(typed.indexOf(':') + 1));
  return { name: typed, question: { ...question, rehearsed: { ...question.rehearsed, directory } } };
}

/** What cannot be asked is wrong usage; an engineer who is not there is not. */
function readTyped(...asked: Parameters<typeof readWhatIf>): ReturnType<typeof readWhatIf> {
  try {
    return readWhatIf(...asked);
  } catch (error) {
    if (!(error instanceof HotlineError) || error.code !== 'bad-input') throw error;
    throw new UsageError(`${error.message} ${error.remedy}`);
  }
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
  const time = readIsoTime(text, 'utc');
  if (time.isValid) return time;
  throw new UsageError(
    `${option} is "${text}", which is no time; write for example 2026-12-01 or 2026-12-01T00:00:00Z.`,
  );
}
